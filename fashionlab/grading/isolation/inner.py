"""The inner process: raises the wall around itself, then runs learner code.

Everything here up to `serve` runs before a learner's line. What it could still
see of the outside is closed layer by layer, and no layer can be taken down again.
"""

import contextlib
import functools
import os
import select
import signal
import tempfile
import threading
from collections.abc import Callable
from typing import Any, NoReturn

from fashionlab import wire
from fashionlab.grading.isolation import kernel, landlock, namespaces, seccomp
from fashionlab.grading.isolation.hidden import hidden_files, hidden_folders
from fashionlab.grading.isolation.limits import apply_rlimits
from fashionlab.grading.isolation.orders import Order, describe, say

Frame = dict[str, Any]
AskBack = Callable[[Frame], Frame]
Serve = Callable[[Frame, Callable[[Frame], None], AskBack], None]

_KILL_ME_FIRST = "1000"  # for the kernel, when the whole machine runs out of memory


def run(order: Order, task: int, verdict: int, warden: int, serve: Serve) -> NoReturn:
    """Raise the wall, read the request, answer it and end this process.

    Args:
        order: The task's folder, layers and limits.
        task: Socket of the request and the answers.
        verdict: Socket on which a wall that could not be raised is reported.
            It is closed before a learner's line runs.
        warden: Reading end of a pipe that the warden holds open while it lives.
        serve: Called with the request, a function that sends one frame, and one that sends
            a frame and waits for what the grader says to it.
    """
    code = 1
    try:
        try:
            _die_with(warden)
            close_all_but(task, verdict)
            raise_wall(order)
            data = wire.read_frame(task)
            request = wire.decode(data or b"")
        except BaseException as error:
            say(verdict, {"setup": describe(error)})
            raise
        os.close(verdict)
        serve(request, functools.partial(_send, task), functools.partial(_ask_back, task))
        wire.write_frame(task, wire.encode({"end": True}))
        code = 0
    finally:
        os._exit(code)  # whatever happened: never return into the zygote's own loop


def _send(task: int, frame: Frame) -> None:
    wire.write_frame(task, wire.encode(frame))


_one_at_a_time = threading.Lock()  # a solution may call what it was given from threads


def _ask_back(task: int, frame: Frame) -> Frame:
    with _one_at_a_time:
        _send(task, frame)
        answer: Frame = wire.decode(wire.read_frame(task) or b"")
    return answer


def raise_wall(order: Order) -> None:
    """Raise the layers of the wall around this process, in the order they need.

    The namespaces are entered one process earlier, by the warden.

    Raises:
        OSError: If a layer that should be there cannot be raised.
    """
    layers = set(order.layers)
    os.setsid()
    if kernel.ON_LINUX:
        _volunteer_for_memory_shortage()
    if layers & {"mounts", "proc"}:
        namespaces.enter_mounts()
    if "mounts" in layers:
        namespaces.make_everything_read_only()
        namespaces.mount_memory_folder(order.folder, order.limits.file_mb)
        namespaces.hide(hidden_folders(), hidden_files())
    if "proc" in layers:
        namespaces.mount_own_proc()
    _move_into(order.folder)
    apply_rlimits(order.limits, own_users="namespaces" in layers)
    if layers & {"namespaces", "landlock", "seccomp"}:
        kernel.drop_capabilities()
        kernel.no_new_privileges()
    if "landlock" in layers:
        landlock.restrict_files(order.folder)
    if "seccomp" in layers:
        # On read-only mounts the kernel refuses these by itself, outside the private folder.
        seccomp.refuse_system_calls(attributes="mounts" not in layers)


def close_all_but(*kept: int) -> None:
    """Close every file descriptor except the standard three (all /dev/null) and `kept`."""
    for name in os.listdir("/proc/self/fd" if kernel.ON_LINUX else "/dev/fd"):
        if (descriptor := int(name)) > 2 and descriptor not in kept:
            with contextlib.suppress(OSError):  # the listing's own one is closed already
                os.close(descriptor)


def _die_with(warden: int) -> None:
    if kernel.ON_LINUX:
        kernel.die_with_parent(signal.SIGKILL)
    # If the warden died before that line, the pipe has ended and nobody will send the signal.
    if select.select([warden], [], [], 0)[0]:
        os._exit(1)


def _volunteer_for_memory_shortage() -> None:
    try:
        with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
            file.write(_KILL_ME_FIRST)
    except OSError:  # a masked /proc: the order of death stays the kernel's own
        return


def _move_into(folder: str) -> None:
    os.chdir(folder)
    for name in ("HOME", "TMPDIR", "TMP", "TEMP"):
        os.environ[name] = folder
    tempfile.tempdir = None  # forget the zygote's choice
