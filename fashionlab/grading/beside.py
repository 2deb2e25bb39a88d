"""Processes beside the grader that do one thing after the other for it, and can be ended.

Reading and judging run nothing of a learner's, but what they look at was written by a
stranger: some of it takes minutes to look through. In the grader's own process nobody could
end that, nobody else would be graded meanwhile, and Ctrl-C would not be heard.
"""

import atexit
import contextlib
import math
import os
import pathlib
import queue
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Generic, Protocol, TypeVar

from fashionlab.errors import GraderFault, WireError
from fashionlab.frames import FrameBuffer, frame, read_frame, write_frame
from fashionlab.grading.isolation.report import package_root

_PIECE = 2**18  # bytes
_LARGEST_ANSWER = 2**26  # bytes
_READY = b"ready"
# Wall time for each second of processor time. A process that is stopped, or waits for a
# broken disk, uses no processor; a busy machine does not make a process wait this long.
_PATIENCE = 20
_START_SECONDS = 600.0
# Many cores would set memory aside and wait busily, for arrays of a few thousand numbers.
_ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Ended(Exception):
    """The process ended instead of answering.

    Attributes:
        too_long: Whether it was ended because the answer took too long.
        exit_code: Its exit code, minus the signal's number if it was killed.
    """

    def __init__(self, exit_code: int, *, too_long: bool = False):
        super().__init__(exit_code)
        self.exit_code = exit_code
        self.too_long = too_long or exit_code == -signal.SIGXCPU


class Beside:
    """`python -m MODULE CPU_SECONDS`, which answers frame by frame. For one thread at a time.

    The process starts with the first question. Without a grader it gets no more
    questions, and ends.

    Args:
        module: What it runs. Calls `answer_each`.
        cpu_seconds: Processor time for one answer; 20 times as much wall time.
    """

    def __init__(self, module: str, cpu_seconds: float):
        self.cpu_seconds = cpu_seconds
        self._module = module
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The id of the process, or None while there is none."""
        return None if self._process is None else self._process.pid

    def ask(self, question: bytes) -> bytes:
        """Return the answer.

        Args:
            question: One frame.

        Raises:
            Ended: If the process ended instead. One that somebody killed is replaced and
                asked once more.
            GraderFault: If it cannot be started.
        """
        try:
            return self._ask(question)
        except Ended as ended:
            if ended.too_long or ended.exit_code >= 0:
                raise
        return self._ask(question)

    def _ask(self, question: bytes) -> bytes:
        process = self._process or _start(self._module, self.cpu_seconds)
        # Put back when it has answered: the answer still to come of a question that was left
        # must never be taken for that of the next one.
        self._process = None
        try:
            answer = _converse(process, frame(question), _PATIENCE * self.cpu_seconds)
        except TimeoutError:
            raise Ended(_end(process), too_long=True) from None
        except (BrokenPipeError, WireError):
            raise Ended(_end(process)) from None
        except BaseException:
            _end(process)
            raise
        self._process = process
        return answer

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            _end(self._process)
            self._process = None


def _start(module: str, cpu_seconds: float) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(
        [sys.executable, "-m", module, str(cpu_seconds)],
        cwd=package_root(),  # Python imports from there, and not from a folder of submissions
        env={**os.environ, **_ONE_THREAD},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what a parser warns of is for the learner, elsewhere
        start_new_session=True,  # Ctrl-C is for the grader, which ends this process
        bufsize=0,
    )
    try:
        if _converse(process, b"", _START_SECONDS) == _READY:
            return process
        told = "it spoke first"
    except (OSError, WireError) as error:
        told = f"{type(error).__name__}: {error}"
    raise GraderFault(
        f"Expected `python -m {module}` to start. It did not ({told}; exit code {_end(process)}). "
        f"Run `fashionlab doctor`."
    )


def _end(process: "subprocess.Popen[bytes]") -> int:
    process.kill()  # does nothing to one that has ended
    code = process.wait()
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        pipe.close()
    return code


def _converse(process: "subprocess.Popen[bytes]", unsent: bytes, seconds: float) -> bytes:
    """Send bytes and return the one frame that comes back.

    Raises:
        TimeoutError: If that takes longer.
        BrokenPipeError: If nobody reads.
        WireError: If the answers end, or are no single frame of a size that answers have.
    """
    asked, answers = process.stdin, process.stdout
    assert asked is not None
    assert answers is not None
    os.set_blocking(asked.fileno(), False)
    deadline = time.monotonic() + seconds
    left = memoryview(unsent)
    buffer = FrameBuffer(max_bytes=_LARGEST_ANSWER)
    while not (frames := buffer.take()):
        poll = select.poll()  # unlike a selector it takes no file descriptor of its own
        poll.register(answers, select.POLLIN)
        if left:
            poll.register(asked, select.POLLOUT)
        ready = dict(poll.poll(max(0.0, deadline - time.monotonic()) * 1000))
        if not ready:
            raise TimeoutError
        if asked.fileno() in ready:
            left = left[os.write(asked.fileno(), left[:_PIECE]) :]
        if answers.fileno() in ready:
            piece = os.read(answers.fileno(), _PIECE)
            if not piece:
                raise WireError("The stream ended before the answer.")
            buffer.feed(piece)
    if left or len(frames) > 1 or buffer.waiting:
        raise WireError("There was more, or sooner, than one answer.")
    return frames[0]


def answer_each(answer: Callable[[bytes], bytes], *, memory: int) -> None:
    """Be the process: answer frame by frame until there are no more questions.

    Args:
        answer: Gives the answer to a question.
        memory: Bytes that may be taken beyond what is there already.
    """
    cpu_seconds = float(sys.argv[1])
    answers = os.dup(1)
    os.dup2(2, 1)  # whatever is printed is no answer
    _behave(memory)
    threading.Thread(target=_end_with_the_grader, daemon=True).start()
    write_frame(answers, _READY)
    while (question := read_frame(0)) is not None:
        _limit_processor_time(cpu_seconds)
        write_frame(answers, answer(question))


def _end_with_the_grader() -> None:
    """Leave a question that nobody waits for any more."""
    watch = select.poll()
    watch.register(0, 0)  # nothing but the end of the other side is of interest
    watch.poll()
    os._exit(1)


def _behave(memory: int) -> None:
    """Take so much memory at most, and be the first to go where the machine has none left."""
    with contextlib.suppress(OSError):
        pathlib.Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core would hold right answers
        # How much there is already differs: libraries set some aside for every processor.
        pages = int(pathlib.Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        _lower(resource.RLIMIT_AS, pages * resource.getpagesize() + memory)


def _limit_processor_time(seconds: float) -> None:
    """Let the kernel end this process once it has used so much processor time from now on."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGXCPU})
        _lower(resource.RLIMIT_CPU, math.ceil(time.process_time() + seconds))


def _lower(limit: int, wanted: int) -> None:
    import resource

    _, ceiling = resource.getrlimit(limit)
    if ceiling != resource.RLIM_INFINITY:
        wanted = min(wanted, ceiling)
    resource.setrlimit(limit, (wanted, ceiling))


class _Closes(Protocol):
    def close(self) -> object: ...


Kept = TypeVar("Kept", bound=_Closes)


class Pool(Generic[Kept]):
    """Lends each thread one of its own, and keeps it for the next thread that wants one.

    There are no more than processors: the threads of a grader that uses a cluster are many.

    Args:
        make: Makes another one when all are lent.
    """

    def __init__(self, make: Callable[[], Kept]):
        self._make = make
        self._idle: queue.SimpleQueue[Kept] = queue.SimpleQueue()
        self._free = threading.BoundedSemaphore(max(2, os.cpu_count() or 1))
        atexit.register(self._close)

    @contextlib.contextmanager
    def lend(self) -> Iterator[Kept]:
        """Lend one for as long as the `with` block takes. Nobody borrows two at a time."""
        with self._free:
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
