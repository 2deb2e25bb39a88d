"""Start a zygote, hand it tasks, end it: the grader's side of the control socket."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence

from fashionlab.errors import GraderFault
from fashionlab.grading.isolation.folders import remove_folder
from fashionlab.grading.isolation.limits import Limits
from fashionlab.grading.isolation.orders import Order
from fashionlab.grading.isolation.report import package_root

_START_SECONDS = 180.0  # importing TensorFlow on a slow, busy machine
_STOP_SECONDS = 5.0
_LARGEST_MESSAGE = 65536

# All that the zygote, and so learner code, sees of the grader's environment.
_KEPT = (
    *("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),
    *("SYSTEMROOT", "OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"),
    *("TF_ENABLE_ONEDNN_OPTS", "TF_DETERMINISTIC_OPS", "XLA_FLAGS"),
)
_SET = {
    "PYTHONHASHSEED": "0",  # the order of a set must not change a mark
    "PYTHONNOUSERSITE": "",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "KERAS_BACKEND": "tensorflow",
    "CUDA_VISIBLE_DEVICES": "-1",  # marks come from the processor, everywhere the same
    # The C library sets aside 64 MB of addresses for each arena, by default eight for
    # each processor: on a large machine the address limit would be used up by nothing.
    "MALLOC_ARENA_MAX": "8",
}


class Zygote:
    """A running zygote and the private folders of its tasks.

    Args:
        serve: `module:function` that answers requests.
        path: Folders to import that module from.

    Raises:
        GraderFault: If the process cannot be started.
    """

    def __init__(self, *, serve: str, path: Sequence[str] = ()):
        if not hasattr(socket, "send_fds"):
            raise GraderFault(
                "Grading needs a system that can fork: Linux or macOS. "
                f"This is {sys.platform}. On Windows, use WSL."
            )
        self.folder = tempfile.mkdtemp(prefix="fashionlab-grading-")
        self._home = os.path.join(self.folder, "home")
        os.mkdir(self._home, 0o700)
        self._tasks = 0
        self._ready = False
        try:
            self._control, theirs = socket.socketpair()
            with theirs:
                self.process = self._start(theirs, serve, path)
        except OSError as error:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise GraderFault(f"The grading process could not be started: {error}") from error

    def _start(
        self, control: socket.socket, serve: str, path: Sequence[str]
    ) -> "subprocess.Popen[bytes]":
        module = "fashionlab.grading.zygote"
        command = [sys.executable, "-m", module, str(control.fileno()), "--serve", serve]
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        environment |= _SET | {
            "HOME": self._home,
            "TMPDIR": self._home,
            "KERAS_HOME": self._home,
            "PYTHONPATH": os.pathsep.join((package_root(), *path)),
        }
        return subprocess.Popen(
            command,
            cwd=self._home,  # empty: nothing there can be imported by mistake
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[control.fileno()],
            start_new_session=True,  # Ctrl-C reaches the grader, which then ends its tasks
        )

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self.process.poll() is None

    def wait_until_ready(self) -> None:
        """Wait until TensorFlow is imported.

        Raises:
            GraderFault: If it cannot be, or takes too long.
        """
        if self._ready:
            return
        self._control.settimeout(_START_SECONDS)
        try:
            line = self._control.recv(_LARGEST_MESSAGE)
        except OSError as error:
            raise GraderFault(f"The grading process did not start: {error}") from error
        failed = json.loads(line).get("failed") if line else "it ended at once"
        if failed:
            raise GraderFault(f"The grading process did not start: {failed}")
        self._control.settimeout(None)
        self._ready = True

    def begin(self, layers: Sequence[str], limits: Limits) -> "Task":
        """Have a child forked for one task.

        Raises:
            OSError: If the zygote is gone.
        """
        self._tasks += 1
        folder = os.path.join(self.folder, f"task-{self._tasks}")
        os.mkdir(folder, 0o700)
        ours, theirs = socket.socketpair()
        verdict, their_verdict = socket.socketpair()
        order = Order(folder, tuple(layers), limits)
        with theirs, their_verdict:
            try:
                pair = [theirs.fileno(), their_verdict.fileno()]
                socket.send_fds(self._control, [order.to_line()], pair)
            except OSError:
                Task(folder, ours, verdict).close()
                raise
        return Task(folder, ours, verdict)

    def close(self) -> None:
        """End the process, its tasks with it, and remove its folders."""
        self._control.close()  # it reads the end and leaves
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        with contextlib.suppress(OSError):
            remove_folder(self.folder)

    def kill(self) -> None:
        """End the process at once; the kernel ends its tasks."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


class Task:
    """The grader's ends of one task's sockets, and its private folder."""

    def __init__(self, folder: str, answers: socket.socket, verdict: socket.socket):
        self.folder = folder
        self.answers = answers
        self.verdict = verdict

    def close(self) -> None:
        """Close the sockets, which ends the task, and remove the folder."""
        self.answers.close()
        self.verdict.close()
        # Where no layer holds a task, it may write until it is dead; `Zygote.close` comes later.
        with contextlib.suppress(OSError):
            remove_folder(self.folder)
