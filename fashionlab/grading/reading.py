"""Submissions are read in a process beside the grader, which can be ended.

Python's own parser takes minutes for some texts of a few kilobytes, and meanwhile nothing
else of its process runs.

    python -m fashionlab.grading.reading 30

answers, frame by frame, a submission with what is in it. Both are JSON.
"""

import dataclasses
import json
import pathlib
import signal
from typing import Any

from fashionlab.errors import GraderFault
from fashionlab.grading.beside import Beside, Ended, Pool, answer_each
from fashionlab.grading.submission import Contents, Submission, read_submission
from fashionlab.source import Problem, TaskSource

CPU_SECONDS = 30.0  # a hundred times what the longest exercise takes
_MEMORY = 2 * 2**30  # bytes; the longest exercise takes 0.1 GB


class Reader:
    """A process that reads one submission after the other. Used by one thread at a time.

    Args:
        cpu_seconds: Processor time for one submission.
    """

    def __init__(self, cpu_seconds: float = CPU_SECONDS):
        self._beside = Beside("fashionlab.grading.reading", cpu_seconds)

    def read(self, submission: Submission) -> Contents:
        """Read a submission as `read_submission` does; what cannot be read in time is told of.

        Raises:
            GraderFault: If the process cannot be started, or is always killed by others.
        """
        question = json.dumps(
            {
                "student": submission.student,
                "path": str(submission.path.absolute()),
                "assignment": submission.assignment,
            }
        ).encode()
        try:
            return _contents(json.loads(self._beside.ask(question)))
        except Ended as ended:
            if ended.exit_code == -signal.SIGKILL and not ended.too_long:
                raise GraderFault("The process that reads was killed twice from outside.") from None
            return Contents({}, unreadable=self._why(ended))

    def _why(self, ended: Ended) -> str:
        if ended.too_long:
            return (
                f"The notebook could not be read within {self._beside.cpu_seconds:g} seconds. "
                f"Expected code that Python can read at once. Is there a cell with an endless "
                f"list of names, or with thousands of accents on one letter?"
            )
        return (
            "The notebook could not be read: it took all the memory that reading may take, or "
            "ended the process that reads. Hand in the exercise's own notebook."
        )

    def close(self) -> None:
        """End the process."""
        self._beside.close()


_READERS = Pool(Reader)


def read_apart(submission: Submission) -> Contents:
    """Read a submission in a process of its own, which stays for the next one."""
    with _READERS.lend() as reader:
        return reader.read(submission)


def _contents(reply: dict[str, Any]) -> Contents:
    if "failed" in reply:  # a fault of ours, as it would be without a process between
        raise RuntimeError(reply["failed"])
    tasks = {
        task_id: TaskSource(**{**source, "borrowed": tuple(source["borrowed"])})
        for task_id, source in reply["tasks"].items()
    }
    problems = tuple(Problem(**problem) for problem in reply["problems"])
    return Contents(tasks, problems, reply["unreadable"])


def main() -> None:
    """Read what is asked for until nobody asks any more."""
    answer_each(_answer, memory=_MEMORY)


def _answer(question: bytes) -> bytes:
    order = json.loads(question)
    submission = Submission(order["student"], pathlib.Path(order["path"]), order["assignment"])
    try:
        found = dataclasses.asdict(read_submission(submission))
    except Exception as error:
        found = {"failed": f"{type(error).__name__}: {error}"}
    return json.dumps(found).encode()


if __name__ == "__main__":
    main()
