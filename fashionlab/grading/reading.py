"""Submissions are read in a process beside the grader, which can be ended.

Reading runs nothing of a learner's. But Python's own parser takes minutes for
some texts of a few kilobytes, and meanwhile nothing else of its process runs: a
neighbour's answers would come too late, and Ctrl-C would not be heard.

    python -m fashionlab.grading.reading

reads one JSON line for each submission from its standard input and writes one
line with what is in it.
"""

import atexit
import contextlib
import dataclasses
import json
import os
import pathlib
import queue
import selectors
import subprocess
import sys
import time
from typing import IO, Any

from fashionlab.grading.isolation.report import package_root
from fashionlab.grading.submission import Contents, Submission, read_submission
from fashionlab.source import Problem, TaskSource

SECONDS = 30.0  # a hundred times what the longest exercise takes
_MEMORY = 2 * 2**30  # bytes of addresses; the longest exercise takes 0.1 GB
_LARGEST_REPLY = 2**26  # bytes
_PIECE = 2**16


class Reader:
    """A process that reads one submission after the other. Used by one thread at a time.

    Args:
        seconds: What one submission may take.
    """

    def __init__(self, seconds: float = SECONDS):
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, submission: Submission) -> Contents:
        """Read a submission as `read_submission` does; what cannot be read in time is told of."""
        for _ in range(2):  # whoever ends the process of one ends that of the next try, too
            try:
                reply = self._ask(submission)
            except TimeoutError:
                self.close()
                return Contents(
                    {},
                    unreadable=f"The notebook could not be read within {self._seconds:g} seconds. "
                    f"Expected code that Python can read at once. Is there a cell with an endless "
                    f"list of names, or with thousands of accents on one letter?",
                )
            if reply is not None:
                return _contents(json.loads(reply))
            self.close()
        return Contents(
            {},
            unreadable="The notebook could not be read: it took all the memory that reading may "
            "take, or ended the process that reads. Hand in the exercise's own notebook.",
        )

    def _ask(self, submission: Submission) -> bytes | None:
        """Return the line with the answer; None if the process ended instead.

        Raises:
            TimeoutError: If there is no answer in time.
        """
        if self._process is None:
            self._process = _start()
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answers is not None
        order = {
            "student": submission.student,
            "path": str(submission.path.absolute()),
            "assignment": submission.assignment,
        }
        try:
            asked.write(json.dumps(order).encode() + b"\n")
            asked.flush()
        except OSError:
            return None
        return _line(answers, time.monotonic() + self._seconds)

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):  # what was not written is of no use
                    assert pipe is not None
                    pipe.close()
            self._process = None


_idle: "queue.SimpleQueue[Reader]" = queue.SimpleQueue()


def read_apart(submission: Submission) -> Contents:
    """Read a submission in a process of its own, which stays for the next one."""
    try:
        reader = _idle.get_nowait()
    except queue.Empty:
        reader = Reader()
    try:
        return reader.read(submission)
    finally:
        _idle.put(reader)


@atexit.register
def _close_all() -> None:
    with contextlib.suppress(queue.Empty):
        while True:
            _idle.get_nowait().close()


def _start() -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "fashionlab.grading.reading"],
        cwd=package_root(),  # Python imports from there, and not from a folder of submissions
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what the parser warns of is for the learner, elsewhere
        start_new_session=True,  # Ctrl-C is for the grader, which ends this process
    )


def _line(pipe: IO[bytes], deadline: float) -> bytes | None:
    """Read up to the end of a line; None at the end of the file.

    Raises:
        TimeoutError: If that is later than the deadline, or longer than any answer.
    """
    received = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while not received.endswith(b"\n"):
            left = deadline - time.monotonic()
            if left <= 0 or len(received) > _LARGEST_REPLY or not selector.select(left):
                raise TimeoutError
            piece = os.read(pipe.fileno(), _PIECE)
            if not piece:
                return None
            received += piece
    return bytes(received)


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
    """Answer line by line until there are no more."""
    with contextlib.suppress(ImportError):  # where there are no limits there is the deadline
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    for line in sys.stdin.buffer:
        print(json.dumps(_answer(json.loads(line))), flush=True)


def _answer(order: dict[str, str]) -> dict[str, Any]:
    submission = Submission(order["student"], pathlib.Path(order["path"]), order["assignment"])
    try:
        return dataclasses.asdict(read_submission(submission))
    except Exception as error:
        return {"failed": f"{type(error).__name__}: {error}"}


if __name__ == "__main__":
    main()
