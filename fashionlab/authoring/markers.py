"""The marks in a solutions file and the metadata they become in a notebook.

In `solutions/chNN_topic.py` a header line names the kind of cell:

    # %% [markdown]   prose
    # %%              given code
    # %% task         the solution of a task, decorated with @solves(...)
    # %% check        check(...) of the task above it

Inside a task cell, the lines between `### BEGIN SOLUTION` and
`### END SOLUTION` are what the learner writes.
"""

import textwrap
from typing import Any

from fashionlab.errors import SourceError
from fashionlab.source import Cell, extract
from fashionlab.tasks import Task, get_task

SCHEMA_VERSION = 3  # of nbgrader's cell metadata


def cell_id(task: Task, *, check: bool = False) -> str:
    """The id of a task's cell, in the notebook and as nbgrader's grade_id.

    nbgrader and nbformat allow letters, digits, `-` and `_`.
    """
    name = task.id.replace(".", "-")
    return f"{name}-check" if check else name


def solution_metadata(task: Task) -> dict[str, Any]:
    """Nbgrader metadata of the cell a learner writes in: edited freely, worth no points itself."""
    return _metadata(cell_id(task), solution=True)


def check_metadata(task: Task) -> dict[str, Any]:
    """Nbgrader metadata of a task's check cell: locked, worth the task's points."""
    return {
        **_metadata(cell_id(task, check=True), grade=True, locked=True),
        "points": task.points,
    }


def _metadata(
    grade_id: str, *, grade: bool = False, solution: bool = False, locked: bool = False
) -> dict[str, Any]:
    return {
        "grade": grade,
        "grade_id": grade_id,
        "locked": locked,
        "schema_version": SCHEMA_VERSION,
        "solution": solution,
        "task": False,  # nbgrader's word for a cell graded by hand
    }


def task_in(cell: Cell, where: str) -> Task:
    """Find the task that a task cell solves.

    Raises:
        SourceError: If the cell does not hold exactly one `@solves` definition.
    """
    found = extract([Cell(cell.number, "code", cell.source)])
    if len(found.tasks) != 1:
        problem = found.problems[0].message if found.problems else f"{len(found.tasks)} found."
        raise SourceError(
            f"{where}, cell {cell.number}: expected one definition with @solves(...) "
            f"under `# %% task`. {problem}"
        )
    return get_task(next(iter(found.tasks)))


BEGIN_SOLUTION = "### BEGIN SOLUTION"


def with_docstring(source: str, doc: str) -> str:
    """Put the exercise text into the definition, above the solution.

    Args:
        source: A task cell: one function, its body between the solution marks.
        doc: The stub's docstring.

    Raises:
        SourceError: If the cell has no line `### BEGIN SOLUTION`.
    """
    lines = source.split("\n")
    marks = [number for number, line in enumerate(lines) if line.strip() == BEGIN_SOLUTION]
    if not marks:
        raise SourceError(f"Expected a line `{BEGIN_SOLUTION}` in: {source[:60]!r}...")
    quoted = f'"""{doc}\n"""' if "\n" in doc else f'"""{doc}"""'
    return "\n".join([*lines[: marks[0]], textwrap.indent(quoted, "    "), *lines[marks[0] :]])
