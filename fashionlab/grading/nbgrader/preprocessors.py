"""The steps that stand in nbgrader's autograde list for `Execute` and `SaveAutoGrades`."""

import pathlib
from typing import Any

import nbformat.v4
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from nbgrader.utils import is_grade, is_solution

from fashionlab.authoring.markers import cell_id
from fashionlab.grading.nbgrader.exporter import submission_of
from fashionlab.grading.nbgrader.session import SESSION
from fashionlab.grading.nbgrader.texts import NO_CHECK, told
from fashionlab.grading.records import Record
from fashionlab.tasks import get_task


class IsolatedGrade(NbGraderPreprocessor):  # type: ignore[misc]
    """Grades the submitted file behind the wall and writes the verdicts into the check cells.

    A check cell gets what the learner is told as printed text, and the points
    as its result, which is where nbgrader reads partial credit. A cell without
    a result is open: the grader could not judge it.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Fill the check cells of one notebook."""
        coursedir = self.parent.parent.coursedir
        submission = submission_of(coursedir, resources["nbgrader"])
        records = SESSION.grade(submission, pathlib.Path(coursedir.root))
        by_cell = {cell_id(get_task(record.task), check=True): record for record in records}
        for cell in nb.cells:
            if is_grade(cell) and not is_solution(cell):
                cell.outputs = _outputs(cell, by_cell.get(cell.metadata.nbgrader.grade_id))
        nb.metadata["fashionlab"] = {
            "data": records[0].data,
            "isolation": records[0].isolation,
            "seconds": round(sum(record.seconds for record in records), 3),
        }
        return nb, resources


def _outputs(cell: Any, record: Record | None) -> list[Any]:
    text = NO_CHECK if record is None else told(record)
    outputs = [nbformat.v4.new_output("stream", name="stdout", text=f"{text}\n")]
    if record is not None and record.points is not None:
        # An instructor may have given the cell another weight than the task has.
        # The share first: all of 0.1 points is 0.1, and 0.1 * 3 / 3 is more than nbgrader allows.
        points = cell.metadata.nbgrader.points * (record.points / record.max_points)
        outputs.append(
            nbformat.v4.new_output("execute_result", {"text/plain": repr(float(points))})
        )
    return outputs


class SaveGrades(SaveAutoGrades):  # type: ignore[misc]
    """Saves the points as nbgrader does, all or none, and leaves open cells open.

    nbgrader takes a check cell without a result as full marks. Here it means
    that nobody has judged it, so it waits for the instructor.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Save the marks of one notebook in one transaction.

        nbgrader commits after every cell: a kill between two of them would
        leave some marks of the new run and some of the old one.
        """
        about = resources["nbgrader"]
        self.notebook_id, self.assignment_id = about["notebook"], about["assignment"]
        self.student_id = about["student"]
        with Gradebook(about["db_url"]) as self.gradebook:
            session = self.gradebook.db
            commit, session.commit = session.commit, session.flush
            try:
                # Past SaveAutoGrades, which would open a gradebook of its own.
                nb, resources = NbGraderPreprocessor.preprocess(self, nb, resources)
                commit()
            except BaseException:
                session.rollback()
                raise
        return nb, resources

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:
        """Save the grade or the comment of one cell."""
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        if is_grade(cell) and not is_solution(cell) and not _has_result(cell):
            grade = self.gradebook.find_grade(
                cell.metadata.nbgrader.grade_id,
                self.notebook_id,
                self.assignment_id,
                self.student_id,
            )
            grade.auto_score = None
            grade.needs_manual_grade = True
            self.gradebook.db.commit()
        return cell, resources


def _has_result(cell: Any) -> bool:
    return any(output.output_type == "execute_result" for output in cell.get("outputs", []))
