"""The exporter that gives nbgrader a rebuilt notebook in place of the learner's file."""

import contextlib
import pathlib
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.api import Gradebook

from fashionlab.errors import SourceError
from fashionlab.grading.nbgrader.layout import known_cells
from fashionlab.grading.nbgrader.rebuild import read_handed, rebuild
from fashionlab.grading.submission import Submission
from fashionlab.source import read_cells


class SubmissionExporter(NotebookExporter):  # type: ignore[misc]
    """Reads submissions as the grader does, and everything else as nbconvert does.

    nbgrader makes it with the running `Autograde` as its parent.
    """

    def from_filename(self, filename: str, resources: Any = None, **kwargs: Any) -> Any:
        """Convert a notebook; one in `submitted/` is rebuilt first, whatever it holds."""
        nbgrader = (resources or {}).get("nbgrader", {})
        submission = submission_of(self.parent.coursedir, nbgrader)
        if pathlib.Path(filename) != submission.path:
            return super().from_filename(filename, resources=resources, **kwargs)
        with Gradebook(nbgrader["db_url"], self.parent.coursedir.course_id) as gradebook:
            layout = known_cells(gradebook, submission.assignment, nbgrader["notebook"])
        prose = released_prose(self.parent.coursedir, submission.assignment)
        notebook = rebuild(layout, read_handed(submission), prose)
        resources["metadata"] = {"name": nbgrader["notebook"], "path": str(submission.path.parent)}
        return self.from_notebook_node(notebook, resources=resources, **kwargs)


def submission_of(coursedir: Any, nbgrader: dict[str, str]) -> Submission:
    """The submission that nbgrader's `resources["nbgrader"]` speak of."""
    student, assignment = nbgrader["student"], nbgrader["assignment"]
    folder = coursedir.format_path(coursedir.submitted_directory, student, assignment)
    return Submission(student, pathlib.Path(folder) / f"{nbgrader['notebook']}.ipynb", assignment)


def released_prose(coursedir: Any, assignment: str) -> frozenset[str]:
    """The Markdown texts of the released notebooks; empty when they are not there."""
    folder = coursedir.format_path(coursedir.release_directory, ".", assignment)
    texts: set[str] = set()
    for path in pathlib.Path(folder).glob("*.ipynb"):
        # One that cannot be read costs the reader some formatting, and nobody a mark.
        with contextlib.suppress(SourceError):
            texts |= {cell.source for cell in read_cells(path) if cell.kind == "markdown"}
    return frozenset(texts)
