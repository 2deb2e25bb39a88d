"""Cut one small module text per task out of a notebook's cells.

The module of a task holds the definition decorated with `@solves(...)` and
the imports, functions, classes and constants it needs, from anywhere in the
notebook. Values the notebook computes (data it loaded, a model it trained)
stay behind: a definition that needs one works in the notebook and fails in
grading, and is reported.
"""

import ast
import dataclasses
import pathlib
import re
from collections.abc import Iterable

from fashionlab.errors import SourceError
from fashionlab.source.cells import MAX_CELL_CHARACTERS, Cell, read_cells
from fashionlab.source.changes import changes_by_name, only_fills
from fashionlab.source.definitions import (
    is_blank,
    is_definition,
    is_future_import,
    is_import,
    is_star_or_future_import,
    plain_names,
)
from fashionlab.source.names import attribute_chains, dotted
from fashionlab.source.statements import (
    MAX_STATEMENTS,
    Problem,
    Statement,
    import_aliases,
    read_statements,
)
from fashionlab.tasks import Task, all_tasks


@dataclasses.dataclass(frozen=True)
class TaskSource:
    """What a notebook says about one task.

    Attributes:
        task_id: For example `"models.build_ann"`.
        text: The module to run: the definition and what it needs.
        cell: Number of the cell with the definition.
        blank: Whether the body is still the exercise's placeholder.
        borrowed: Names the definition takes from values the notebook computes.
    """

    task_id: str
    text: str
    cell: int
    blank: bool
    borrowed: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Extraction:
    """Everything found in one notebook.

    Attributes:
        tasks: By task id, in the order of the notebook.
        problems: In the order of the notebook.
    """

    tasks: dict[str, TaskSource]
    problems: tuple[Problem, ...]


MAX_CODE_CHARACTERS = 200_000  # of a notebook; code beyond that is not read

_SOLVES_IN_BROKEN_CELL = re.compile(r"^@\s*[\w.]*solves\(\s*([\w.]+)", re.MULTILINE)


def extract_file(path: str | pathlib.Path) -> Extraction:
    """Read a notebook or module and extract its tasks.

    Raises:
        SourceError: If the file cannot be read.
    """
    return extract(read_cells(path))


def extract(cells: Iterable[Cell]) -> Extraction:
    """Extract one module text per task from cells. Nothing is executed.

    Args:
        cells: The cells of a notebook, in order.
    """
    statements: list[Statement] = []
    problems: list[Problem] = []
    broken: dict[str, Problem] = {}
    read = 0  # characters of code
    for cell in cells:
        if cell.kind != "code":
            continue
        # A cell too long to be read costs nothing.
        read += len(cell.source) if len(cell.source) <= MAX_CELL_CHARACTERS else 0
        if read > MAX_CODE_CHARACTERS or len(statements) > MAX_STATEMENTS:
            problems.append(_too_much_code(cell))
            break
        found = read_statements(cell)
        if isinstance(found, Problem):
            problems.append(found)
            for name in _SOLVES_IN_BROKEN_CELL.findall(cell.source[:MAX_CELL_CHARACTERS]):
                task = _task_named(name, {})
                if task:
                    broken[task.id] = dataclasses.replace(found, task_id=task.id, fatal=True)
        else:
            statements.extend(found)

    tasks: dict[str, TaskSource] = {}
    for task_id, statement in _solutions(statements, problems).items():
        tasks[task_id] = _module_for(task_id, statement, statements)
    problems += [problem for task_id, problem in broken.items() if task_id not in tasks]
    return Extraction(tasks, tuple(problems))


def _too_much_code(cell: Cell) -> Problem:
    return Problem(
        cell.number,
        f"Expected a notebook with at most {MAX_CODE_CHARACTERS:,} characters of code and "
        f"{MAX_STATEMENTS:,} statements. Found: more. Cell {cell.number} and those below it were "
        f"not read.",
    )


def _solutions(statements: list[Statement], problems: list[Problem]) -> dict[str, Statement]:
    """Find the definition of each task; a later one replaces an earlier one."""
    aliases = import_aliases(statements)
    found: dict[str, Statement] = {}
    undecorated: dict[str, Statement] = {}
    by_name = {task.name: task for task in all_tasks().values()}
    for statement in statements:
        node = statement.node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        targets = _targets(node, aliases)
        if not targets and node.name in by_name:
            undecorated[by_name[node.name].id] = statement
        for written, task in targets:
            if task is None:
                problems.append(Problem(statement.cell, _no_such_task(statement.cell, written)))
                continue
            if task.id in found:
                problems.append(_defined_twice(task, found[task.id].cell, statement.cell))
            found[task.id] = statement
    for task_id, statement in undecorated.items():
        if task_id not in found:
            problems.append(_not_decorated(task_id, statement.cell))
    return found


def _no_such_task(cell: int, written: str) -> str:
    return (
        f"Cell {cell} says @solves({written}), and there is no such task. "
        f"Expected the name that the exercise gives, for example @solves(models.build_ann)."
    )


def _defined_twice(task: Task, first: int, second: int) -> Problem:
    where = f"cell {first} and again in cell {second}" if first != second else f"cell {first} twice"
    return Problem(second, f"{task.id} is defined in {where}. The last definition counts.", task.id)


def _not_decorated(task_id: str, cell: int) -> Problem:
    name = task_id.partition(".")[2]
    return Problem(
        cell,
        f"Cell {cell} defines {name} without the line @solves({task_id}) above it, so it does "
        f"not count as the exercise. Put the line back.",
        task_id,
    )


def _targets(
    node: ast.FunctionDef | ast.AsyncFunctionDef, aliases: dict[str, str]
) -> list[tuple[str, Task | None]]:
    """The tasks that a definition's decorators name."""
    targets: list[tuple[str, Task | None]] = []
    for decorator in node.decorator_list:
        if not isinstance(decorator, ast.Call):
            continue
        name = _resolve(dotted(decorator.func), aliases)
        if name.rpartition(".")[2] != "solves":
            continue
        arguments = [*decorator.args, *(keyword.value for keyword in decorator.keywords)]
        written = dotted(arguments[0]) if arguments else ""
        targets.append((written, _task_named(written, aliases)))
    return targets


def _resolve(name: str, aliases: dict[str, str]) -> str:
    first, dot, rest = name.partition(".")
    return f"{aliases.get(first, first)}{dot}{rest}"


def _task_named(name: str, aliases: dict[str, str]) -> Task | None:
    """Find the task a dotted name in a notebook stands for."""
    parts = _resolve(name, aliases).split(".")
    known = all_tasks()
    if len(parts) >= 2:
        # fashionlab.models.ann.build_ann and models.build_ann are the same task.
        of_tasks = {task_id.partition(".")[0] for task_id in known}
        topics = [part for part in parts[:-1] if part in of_tasks]
        return known.get(f"{topics[0]}.{parts[-1]}") if topics else None
    return next((task for task in known.values() if task.name == parts[0]), None)


def _module_for(task_id: str, solution: Statement, statements: list[Statement]) -> TaskSource:
    aliases = import_aliases(statements)
    plain = plain_names(statements, aliases)
    binders = _binders(solution, statements)
    decorated = {
        task.id: statement
        for statement in statements
        if isinstance(statement.node, (ast.FunctionDef, ast.AsyncFunctionDef))
        for _, task in _targets(statement.node, aliases)
        if task is not None
    }

    changes = changes_by_name(statements)
    place = {id(statement): number for number, statement in enumerate(statements)}
    others = {id(s) for other, s in decorated.items() if other != task_id}

    included = {id(s): s for s in statements if is_star_or_future_import(s.node)}
    included[id(solution)] = solution
    borrowed: set[str] = set()
    pending = [solution]
    while pending:
        statement = pending.pop()
        for name in () if is_import(statement.node) else statement.names.bound:
            for change in changes.get(name, ()):
                # A change above belongs to an earlier thing of that name.
                if id(change) in others or place[id(change)] <= place[id(statement)]:
                    continue
                if not only_fills(change.node, aliases, plain):
                    borrowed.add(name)
                elif id(change) not in included:
                    included[id(change)] = change
                    pending.append(change)
        needed = statement.names.needed - (statement.names.bound - solution.names.bound)
        wanted = [(name, binders.get(name)) for name in needed]
        for chain in attribute_chains(statement.node):
            task = _task_named(chain, aliases) if "." in chain else None
            if task is not None and task.id != task_id:
                wanted.append((chain, decorated.get(task.id)))
        for name, binder in wanted:
            if binder is None or not is_definition(binder.node, aliases, plain):
                # A name nobody binds is either a plain mistake, which running
                # the function shows, or another chapter's task.
                if binder is not None or "." in name:
                    borrowed.add(name)
            elif id(binder) not in included:
                included[id(binder)] = binder
                pending.append(binder)

    ordered = [s for s in statements if id(s) in included]
    # Imports come first: a name may be imported anew in a later cell.
    ordered.sort(key=lambda s: (not is_future_import(s.node), not is_import(s.node)))
    return TaskSource(
        task_id=task_id,
        text="\n\n".join(s.text for s in ordered) + "\n",
        cell=solution.cell,
        blank=is_blank(solution.node),
        borrowed=tuple(sorted(borrowed)),
    )


def _binders(solution: Statement, statements: list[Statement]) -> dict[str, Statement]:
    """Map each name to the statement that gives it the value the solution meets.

    That is the last one above the solution; for names bound only below it, the
    first one there.
    """
    binders: dict[str, Statement] = {}
    above = True
    for statement in statements:
        above = above and statement is not solution
        # `x += 1` changes an x that is there already.
        changed = statement.names.bound if isinstance(statement.node, ast.AugAssign) else ()
        for name in statement.names.bound - (binders.keys() & changed):
            if above or name not in binders:
                binders[name] = statement
    # A function under `global` gives a value only to what has none before it is called.
    rebinders = {name: s for s in reversed(statements) for name in s.names.rebound}
    return {**rebinders, **binders, **dict.fromkeys(solution.names.bound, solution)}


def module_text(path: str | pathlib.Path, task_id: str) -> str:
    """Return the module text of one task in a file.

    Raises:
        SourceError: If the file does not define the task.
    """
    found = extract_file(path).tasks.get(task_id)
    if found is None:
        raise SourceError(f"{path}: expected a definition with @solves({task_id}). Found: none.")
    return found.text
