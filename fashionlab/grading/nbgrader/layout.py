"""What the gradebook knows of an assignment's notebook: the only structure that is trusted."""

import dataclasses
from typing import Any

from fashionlab.authoring.markers import SCHEMA_VERSION


@dataclasses.dataclass(frozen=True)
class Known:
    """A cell that `nbgrader generate_assignment` recorded.

    Attributes:
        name: nbgrader's grade_id.
        kind: `"code"` or `"markdown"`.
        source: The text that was released.
        checksum: nbgrader's checksum of it.
        locked: Whether the released text always replaces the learner's.
        grade: Whether it carries points by itself.
        solution: Whether the learner writes in it.
        task: Whether it is nbgrader's hand-graded "task".
        points: What it is worth, or None.
    """

    name: str
    kind: str
    source: str
    checksum: str
    locked: bool
    grade: bool
    solution: bool
    task: bool
    points: float | None

    def metadata(self) -> dict[str, Any]:
        """The cell's nbgrader metadata, every value from the gradebook."""
        metadata = {
            "cell_type": self.kind,
            "checksum": self.checksum,
            "grade": self.grade,
            "grade_id": self.name,
            "locked": self.locked,
            "schema_version": SCHEMA_VERSION,
            "solution": self.solution,
            "task": self.task,
        }
        return metadata if self.points is None else {**metadata, "points": self.points}


def known_cells(gradebook: Any, assignment: str, notebook: str) -> tuple[Known, ...]:
    """List the recorded cells of a notebook, in the order they were released.

    Args:
        gradebook: An open nbgrader gradebook.
        assignment: The assignment's name.
        notebook: The notebook's name, without `.ipynb`.
    """
    recorded = gradebook.find_notebook(notebook, assignment)
    grades = {cell.name: cell.max_score for cell in recorded.grade_cells}
    tasks = {cell.name: cell.max_score for cell in recorded.task_cells}
    solutions = {cell.name for cell in recorded.solution_cells}
    return tuple(
        Known(
            name=cell.name,
            kind=cell.cell_type,
            source=cell.source or "",
            checksum=cell.checksum or "",
            locked=cell.locked,
            grade=cell.name in grades,
            solution=cell.name in solutions,
            task=cell.name in tasks,
            points={**grades, **tasks}.get(cell.name),
        )
        for cell in recorded.source_cells
    )
