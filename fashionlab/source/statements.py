"""The top-level statements of a notebook's code cells."""

import ast
import dataclasses
import textwrap

from fashionlab.source.cells import MAX_CELL_CHARACTERS, Cell, code_lines
from fashionlab.source.names import Names, names_of


@dataclasses.dataclass(frozen=True)
class Problem:
    """Something in a notebook that its author should know.

    Attributes:
        cell: Number of the cell, from 1; 0 for the notebook as a whole.
        message: What was found and what to do.
        task_id: The task it concerns, or None.
        fatal: Whether the task cannot be graded because of it.
    """

    cell: int
    message: str
    task_id: str | None = None
    fatal: bool = False


@dataclasses.dataclass(frozen=True)
class Statement:
    """One top-level statement: its cell's number, its tree, its text and its names."""

    cell: int
    node: ast.stmt
    text: str
    names: Names


_PARSER_ERRORS = (SyntaxError, ValueError, RecursionError, MemoryError)


def read_statements(cell: Cell) -> list[Statement] | Problem:
    """Return the statements of a code cell, or what keeps Python from reading it."""
    if len(cell.source) > MAX_CELL_CHARACTERS:
        return Problem(
            cell.number,
            f"Cell {cell.number} has {len(cell.source):,} characters; "
            f"at most {MAX_CELL_CHARACTERS:,} are read.",
        )
    try:
        source, tree = _parse(cell.source)
        lines = source.split("\n")
        return [
            Statement(cell.number, node, _segment(lines, node), names_of(node))
            for node in tree.body
        ]
    except SyntaxError as error:
        line = (error.text or "").strip()
        return Problem(
            cell.number,
            f"Cell {cell.number}, line {error.lineno}: Python cannot read `{line[:100]}` "
            f"({error.msg}).",
        )
    except _PARSER_ERRORS as error:
        return Problem(
            cell.number, f"Cell {cell.number} cannot be read as Python ({type(error).__name__})."
        )


def _parse(source: str) -> tuple[str, ast.Module]:
    """Parse a cell; where that fails, once more without magics."""
    try:
        return source, ast.parse(source)
    except SyntaxError:
        cleaned = code_lines(source)
        if cleaned == source:
            raise
        return cleaned, ast.parse(cleaned)


def _segment(lines: list[str], node: ast.stmt) -> str:
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(d.lineno for d in decorators)])
    last = node.end_lineno or first
    if _shares_a_line(lines, node, first, last):
        return ast.unparse(node)
    return textwrap.dedent("\n".join(lines[first - 1 : last]))


def _shares_a_line(lines: list[str], node: ast.stmt, first: int, last: int) -> bool:
    """Say whether another statement stands on the same line (`a = 1; b = 2`)."""
    start, end = lines[first - 1], lines[last - 1]
    before = start.encode()[: node.col_offset] if first == node.lineno else b""
    after = end.encode()[node.end_col_offset or 0 :].split(b"#")[0]
    return bool(before.strip() or after.strip())


def import_aliases(statements: list[Statement]) -> dict[str, str]:
    """Map the names that imports bind to the dotted names they stand for."""
    aliases: dict[str, str] = {}
    for statement in statements:
        for node in ast.walk(statement.node):
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    aliases[alias.asname or alias.name] = f"{node.module}.{alias.name}"
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    root = alias.name.partition(".")[0]
                    aliases[alias.asname or root] = alias.name if alias.asname else root
    return aliases
