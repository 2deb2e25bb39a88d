"""The top-level statements of a notebook's code cells."""

import ast
import dataclasses
import re
from collections.abc import Iterator
from typing import cast

from fashionlab.source.cells import MAX_CELL_CHARACTERS, Cell, is_another_language, is_magic
from fashionlab.source.names import Names, names_of
from fashionlab.source.parsing import parse


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


# Reading one takes up to 0.2 ms, and a notebook has a few hundred of them.
MAX_STATEMENTS = 3_000

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
        if len(tree.body) > MAX_STATEMENTS:
            return Problem(
                cell.number,
                f"Cell {cell.number} has {len(tree.body):,} statements; "
                f"at most {MAX_STATEMENTS:,} are read.",
            )
        return list(_read(cell.number, source, tree))
    except SyntaxError as error:
        # Of a text in triple quotes Python gives all lines.
        line = (error.text or "").strip().partition("\n")[0]
        return Problem(
            cell.number,
            f"Cell {cell.number}, line {error.lineno}: Python cannot read `{line[:100]}` "
            f"({error.msg}).",
        )
    except _PARSER_ERRORS as error:
        return Problem(
            cell.number, f"Cell {cell.number} cannot be read as Python ({type(error).__name__})."
        )


# Each magic costs one more reading of its cell; beyond this many, all are blanked at once.
_MAGICS_ONE_BY_ONE = 20


def _parse(source: str) -> tuple[str, ast.Module]:
    """Parse a cell; blank out magics where they are in the way.

    `% 7` can be a magic or the second line of an expression: only a line that
    Python stumbles over is taken for a magic. Line numbers stay as they are.
    """
    # Python ends lines at a lone carriage return too; line numbers are counted alike below.
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    try:
        return source, parse(source)
    except SyntaxError as error:
        if is_another_language(source):
            return "", ast.Module([], [])
        lines = source.split("\n")
        magics = [number for number, line in enumerate(lines, start=1) if is_magic(line)]
        stumbled: SyntaxError = error
    while magics:
        place = stumbled.lineno or 0
        nearest = max((n for n in magics if n <= place), default=magics[0])
        for number in [nearest] if len(magics) <= _MAGICS_ONE_BY_ONE else magics[:]:
            lines[number - 1] = ""
            magics.remove(number)
        try:
            return "\n".join(lines), parse("\n".join(lines))
        except SyntaxError as error:
            stumbled = error
    raise stumbled


# What stands between two statements: semicolons, comments, lines carried on.
_BETWEEN = re.compile(rb"(?:[ \t\f;\n]|\\\n|#[^\n]*)*")


def _read(number: int, source: str, tree: ast.Module) -> Iterator[Statement]:
    """Cut a cell into its statements, each with its own text.

    Not a character is changed: a text over several lines may end up in an answer, and
    `ast.unparse` has no way to write some f-strings before Python 3.12. A comment
    behind a statement stays with it.
    """
    text = source.encode()
    starts = [0, *(newline.end() for newline in re.finditer(rb"\n", text)), len(text)]
    end = 0
    for node in tree.body:
        # The tree does not say where the `@` of a decorator stands; it comes first.
        begin = cast(re.Match[bytes], _BETWEEN.match(text, end)).end()
        line = node.end_lineno or node.lineno
        end = starts[line - 1] + (node.end_col_offset or 0)
        behind = text[end : starts[line]].strip()
        last = starts[line] if not behind or behind.startswith(b"#") else end
        own = text[begin:last].rstrip(b"\n").decode()
        yield Statement(number, node, own, names_of(own))


def import_aliases(statements: list[Statement]) -> dict[str, str]:
    """Map the names that imports bind to the dotted names they stand for.

    An import inside a function counts where the notebook itself has none of that name.
    """
    everywhere: dict[str, str] = {}
    outside: dict[str, str] = {}
    for statement in statements:
        for node in ast.walk(statement.node):
            everywhere.update(_imported(node))
        if not isinstance(statement.node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            for node in ast.walk(statement.node):
                outside.update(_imported(node))
    return everywhere | outside


def _imported(node: ast.AST) -> dict[str, str]:
    if isinstance(node, ast.ImportFrom) and node.module:
        return {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    if isinstance(node, ast.Import):
        roots = {alias: alias.name.partition(".")[0] for alias in node.names}
        return {
            alias.asname or root: alias.name if alias.asname else root
            for alias, root in roots.items()
        }
    return {}
