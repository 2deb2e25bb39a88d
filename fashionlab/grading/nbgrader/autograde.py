"""nbgrader's walk over the submissions, which no submission can stop."""

import fnmatch
import glob
import os
import pathlib
import shutil

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde
from nbgrader.converters.base import BaseConverter, NbGraderException

from fashionlab.chapters import get_chapter
from fashionlab.errors import FashionlabError
from fashionlab.grading.isolation import isolation_level
from fashionlab.grading.nbgrader.session import SESSION
from fashionlab.grading.submission import printable

_EXECUTION = "NBGRADER_EXECUTION"  # what nbgrader sets while it grades


class _TimestampOnly(BaseConverter):  # type: ignore[misc]
    """Stands behind `Autograde` where `BaseConverter` would copy the learner's other files.

    Nothing is executed, so they are not needed; and the formgrader would serve
    a learner's HTML file to the instructor's browser. They stay in `submitted/`.
    """

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Copy the time of submission, by which nbgrader tells a new one from an old."""
        source = pathlib.Path(self._format_source(assignment_id, student_id), "timestamp.txt")
        target = pathlib.Path(self._format_dest(assignment_id, student_id), source.name)
        if self.coursedir.get_existing_timestamp(str(source.parent)) is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)  # nbgrader makes it read-only
            shutil.copyfile(source, target)


class IsolatedAutograde(Autograde, _TimestampOnly):  # type: ignore[misc]
    """Autogrades every learner's folder, whatever is or is not in it."""

    def start(self) -> None:
        """Autograde the chosen submissions.

        Raises:
            NbGraderException: After an error message, if nothing can be graded at all.
        """
        assignment = self.coursedir.assignment_id
        try:
            get_chapter(assignment)
            examination = SESSION.prepare(assignment, pathlib.Path(self.coursedir.root))
        except FashionlabError as error:
            self._refuse(str(error))
        self.log.info(
            "fashionlab grades %s: isolation %s, data %s",
            assignment,
            isolation_level(),
            examination.data,
        )
        super().start()

    def _refuse(self, message: str) -> None:
        self.log.error(message)
        raise NbGraderException(message)

    def init_notebooks(self) -> None:
        """List the learners' folders, and in each the notebooks that should be there."""
        assignment = self.coursedir.assignment_id
        folders = glob.glob(self._format_source(assignment, self.coursedir.student_id))
        expected = self._expected_notebooks(assignment)
        self.assignments = {
            folder: [os.path.join(folder, name) for name in expected]
            for folder in folders
            if os.path.isdir(folder) and not self._is_unreadable(folder)
        }
        if not self.assignments:
            super().init_notebooks()  # says where it looked and what is close

    def _is_unreadable(self, folder: str) -> bool:
        """Say so if nbgrader would stop at a folder, with all those after it."""
        if "\n" in folder:
            self.log.error(
                "%s is passed over: nbgrader reads no name with a line break. Rename the folder.",
                printable(folder),
            )
        return "\n" in folder

    def _expected_notebooks(self, assignment: str) -> list[str]:
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            try:
                notebooks = [
                    notebook.name for notebook in gradebook.find_assignment(assignment).notebooks
                ]
            except MissingEntry:
                notebooks = []
        if not notebooks:
            self._refuse(
                f"The gradebook does not know {assignment}. "
                f"Run `nbgrader generate_assignment {assignment}` first."
            )
        return [f"{name}.ipynb" for name in fnmatch.filter(notebooks, self.coursedir.notebook_id)]

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Say whether a submission is to be graded: also one whose grading was cut short."""
        folder = pathlib.Path(self._format_dest(assignment_id, student_id))
        if folder.is_dir() and not all(map(_is_graded, folder.glob("*.ipynb"))):
            self.log.warning("%s was not graded to its end; it is graded again.", folder)
            shutil.rmtree(folder)
        return bool(super().init_destination(assignment_id, student_id))

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Autograde one notebook, and leave the environment as it was, whatever comes of it.

        nbgrader says there that it grades, and where that fails it says so ever after: in
        the formgrader's process, and in every kernel that is started from it.
        """
        before = os.environ.get(_EXECUTION)
        try:
            super().convert_single_notebook(notebook_filename)
        finally:
            os.environ.pop(_EXECUTION, None)
            if before is not None:
                os.environ[_EXECUTION] = before


def _is_graded(notebook: pathlib.Path) -> bool:
    """Say whether a notebook in `autograded/` has been through `IsolatedGrade`."""
    try:
        return "fashionlab" in nbformat.read(notebook, as_version=4).metadata
    except Exception:  # cut short, nbformat fails in many ways
        return False
