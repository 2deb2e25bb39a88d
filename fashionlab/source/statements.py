"""The top-level statements of a notebook's code cells."""

import ast
import dataclasses
import threading
import warnings

from fashionlab.source.cells import MAX_CELL_CHARACTERS, Cell, is_another_language, is_magic
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


_one_at_a_time = threading.Lock()  # the filters of warnings are the same for all threads


def parse(text: str) -> ast.Module:
    r"""Parse a text as `ast.parse` does, without a warning.

    Python warns of "\d", and quotes the letter: a learner may put there what a terminal obeys.
    """
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)


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


def _segment(lines: list[str], node: ast.stmt) -> str:
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(d.lineno for d in decorators)])
    last = node.end_lineno or first
    # Indented: behind a line that ends in a backslash. Elsewhere not a character is changed,
    # for a text over several lines may end up in an answer.
    if node.col_offset or _shares_a_line(lines, node, first, last):
        return ast.unparse(node)
    return "\n".join(lines[first - 1 : last])


def _shares_a_line(lines: list[str], node: ast.stmt, first: int, last: int) -> bool:
    """Say whether another statement stands on the same line (`a = 1; b = 2`)."""
    start, end = lines[first - 1], lines[last - 1]
    before = start.encode()[: node.col_offset] if first == node.lineno else b""
    after = end.encode()[node.end_col_offset or 0 :].split(b"#")[0]
    return bool(before.strip() or after.strip())


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
