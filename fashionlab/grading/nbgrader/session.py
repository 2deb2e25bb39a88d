"""The graders of this process: one examination per assignment of a course, one warm worker."""

import atexit
import contextlib
import pathlib

from fashionlab import data
from fashionlab.grading.examination import Examination, examine
from fashionlab.grading.grade import Grader
from fashionlab.grading.isolation import isolation_level
from fashionlab.grading.nbgrader.seeds import seed_of_course
from fashionlab.grading.records import Record
from fashionlab.grading.submission import Submission
from fashionlab.grading.worker import Worker


class Session:
    """Grades submissions with the course's questions, drawn once for as long as the process lives.

    nbgrader grades one submission at a time, and the formgrader asks for each
    with a call of its own, so the worker has to outlive the call.
    """

    def __init__(self) -> None:
        self._examinations: dict[tuple[pathlib.Path, str], Examination] = {}
        self._worker: Worker | None = None
        self._open = contextlib.ExitStack()

    def prepare(self, assignment: str, course: pathlib.Path) -> Examination:
        """Begin to warm the worker up, and draw the questions of an assignment.

        They are drawn once, unless the course's seed or the data set has changed since.

        Args:
            assignment: Chapter id.
            course: The course's folder, where its seeds are kept.

        Raises:
            FashionlabError: If there is no such assignment, its data set cannot be read, or
                its seed cannot be read or kept.
        """
        self._warm_worker()
        name = data.best_available()
        seed = seed_of_course(course, assignment, name)
        known = self._examinations.get((course, assignment))
        if known is None or (known.seed, known.data) != (seed, name):
            known = examine(assignment, seed=seed, data_name=name)
            self._examinations[course, assignment] = known
        return known

    def grade(self, submission: Submission, course: pathlib.Path) -> list[Record]:
        """Grade one submission: one record for each task."""
        # Not `prepare` for each one: a whole run has the questions it began with.
        examination = self._examinations.get((course, submission.assignment))
        if examination is None:
            examination = self.prepare(submission.assignment, course)
        grader = Grader(examination, isolation_level().level, self._warm_worker())
        return grader.grade(submission, lambda record: None)

    def _warm_worker(self) -> Worker:
        if self._worker is None:
            self._worker = self._open.enter_context(Worker())
        return self._worker

    def close(self) -> None:
        """End the worker."""
        self._open.close()
        self._worker = None


SESSION = Session()
atexit.register(SESSION.close)
