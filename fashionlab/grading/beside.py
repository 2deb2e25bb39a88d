"""Processes beside the grader that do one thing after the other for it, and can be ended.

Reading and judging run nothing of a learner's, but what they look at was written by a
stranger: some of it takes minutes to look through. In the grader's own process nobody could
end that, nobody else would be graded meanwhile, and Ctrl-C would not be heard.
"""

import atexit
import contextlib
import os
import queue
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import IO, Generic, Protocol, TypeVar

from fashionlab.errors import WireError
from fashionlab.frames import FrameBuffer, frame, read_frame, write_frame
from fashionlab.grading.isolation.report import package_root

_PIECE = 2**18  # bytes
_LARGEST_REPLY = 2**26  # bytes


class Beside:
    """`python -m MODULE`, which answers frame by frame. Used by one thread at a time.

    The process starts with the first question and ends with the grader, whose
    questions then cease.

    Args:
        module: Its `main` calls `answer_each`.
    """

    def __init__(self, module: str):
        self._module = module
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The id of the process, or None while there is none."""
        return None if self._process is None else self._process.pid

    def ask(self, question: bytes, seconds: float | None = None) -> bytes:
        """Return the answer.

        Args:
            question: One frame.
            seconds: Wall time after which the process is ended; default: it is waited for.

        Raises:
            TimeoutError: If there is no answer in time.
            ChildProcessError: If the process ended instead; its argument is the exit code.
        """
        if self._process is None:
            self._process = _start(self._module)
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answers is not None
        try:
            asked.write(frame(question))
            asked.flush()
            deadline = None if seconds is None else time.monotonic() + seconds
            return _answer(answers, deadline)
        except BaseException as error:
            # Also after Ctrl-C: the answer still to come would be taken for that of the next.
            code = self.close()
            if isinstance(error, (OSError, WireError)) and not isinstance(error, TimeoutError):
                raise ChildProcessError(code) from None
            raise

    def close(self) -> int | None:
        """End the process; return its exit code, minus the signal's number if it was killed."""
        if self._process is None:
            return None
        process, self._process = self._process, None
        process.kill()  # does nothing to one that has ended
        code = process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):  # what was not written is of no use
                assert pipe is not None
                pipe.close()
        return code


def _start(module: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=package_root(),  # Python imports from there, and not from a folder of submissions
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what a parser warns of is for the learner, elsewhere
        start_new_session=True,  # Ctrl-C is for the grader, which ends this process
    )


def _answer(pipe: IO[bytes], deadline: float | None) -> bytes:
    """Read one frame.

    Raises:
        TimeoutError: If that would be later than the deadline.
        WireError: At the end of the stream, or if the frame is longer than any answer.
    """
    buffer = FrameBuffer(max_bytes=_LARGEST_REPLY)
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while not (frames := buffer.take()):
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and (left <= 0 or not selector.select(left)):
                raise TimeoutError
            piece = os.read(pipe.fileno(), _PIECE)
            if not piece:
                raise WireError("The stream ended before the answer.")
            buffer.feed(piece)
    return frames[0]


def answer_each(answer: Callable[[bytes], bytes]) -> None:
    """Be the process: answer frame by frame until there are no more."""
    while (question := read_frame(sys.stdin)) is not None:
        write_frame(sys.stdout, answer(question))


class _Closes(Protocol):
    def close(self) -> object: ...


Kept = TypeVar("Kept", bound=_Closes)


class Pool(Generic[Kept]):
    """Lends each thread one of its own, and keeps it for the next thread that wants one.

    Args:
        make: Makes another one when all are lent.
    """

    def __init__(self, make: Callable[[], Kept]):
        self._make = make
        self._idle: queue.SimpleQueue[Kept] = queue.SimpleQueue()
        atexit.register(self._close)

    @contextlib.contextmanager
    def lend(self) -> Iterator[Kept]:
        """Lend one for as long as the `with` block takes."""
        try:
            one = self._idle.get_nowait()
        except queue.Empty:
            one = self._make()
        try:
            yield one
        finally:
            self._idle.put(one)

    def _close(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                self._idle.get_nowait().close()
