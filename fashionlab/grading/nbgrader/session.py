"""The graders of this process: one examination per assignment, one warm worker for all."""

import atexit
import contextlib

from fashionlab.grading.examination import Examination, examine
from fashionlab.grading.grade import Grader
from fashionlab.grading.isolation import isolation_level
from fashionlab.grading.records import Record
from fashionlab.grading.submission import Submission
from fashionlab.grading.worker import Worker


class Session:
    """Grades submissions with the same questions for as long as the process lives.

    nbgrader grades one submission at a time, and the formgrader asks for each
    with a call of its own, so the worker has to outlive the call.
    """

    def __init__(self) -> None:
        self._examinations: dict[str, Examination] = {}
        self._worker: Worker | None = None
        self._open = contextlib.ExitStack()

    def prepare(self, assignment: str) -> Examination:
        """Begin to warm the worker up, and draw the questions of an assignment once.

        Raises:
            FashionlabError: If there is no such assignment, or its data set cannot be read.
        """
        self._warm_worker()
        if assignment not in self._examinations:
            self._examinations[assignment] = examine(assignment)
        return self._examinations[assignment]

    def grade(self, submission: Submission) -> list[Record]:
        """Grade one submission: one record for each task."""
        examination = self.prepare(submission.assignment)
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
