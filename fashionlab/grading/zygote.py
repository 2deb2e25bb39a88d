"""The zygote: imports TensorFlow once, then forks a child for each task.

    python -m fashionlab.grading.zygote <control socket> --serve module:function

It holds nothing worth stealing, because a child can read all that its parent had
in memory. A task's source and questions travel on a socket that only its child
reads; here arrive the ends of that socket and a few numbers. It never runs a
TensorFlow operation: TensorFlow's threads do not survive a fork, and every child
would wait for them for ever.
"""

import argparse
import gc
import importlib
import os
import socket
import sys
import warnings

from fashionlab.grading.isolation import warden
from fashionlab.grading.isolation.inner import Serve
from fashionlab.grading.isolation.orders import Order, describe, to_line
from fashionlab.quiet import import_keras
from fashionlab.tasks import all_tasks

_LARGEST_ORDER = 65536  # bytes
_DESCRIPTORS = 2  # the task's socket and the warden's

# What notebooks import beside the stubs. Not imported here, it all would be imported anew by every
# task's child: 55 ms of processor time, half of what a small task took.
_GIVEN = ("data", "checks.local", "plots")


def main(arguments: list[str] | None = None) -> int:
    """Import everything, then fork a child for each order until the socket ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("control", type=int)
    parser.add_argument("--serve", default="fashionlab.checks.answering:serve")
    options = parser.parse_args(arguments)
    control = socket.socket(fileno=options.control)
    try:
        serve = _prepare(options.serve)
    except BaseException as error:
        control.sendall(to_line({"failed": describe(error)}))
        return 1
    control.sendall(to_line({"ready": True}))
    while _fork_next(control, serve):
        pass
    return 0


def _prepare(name: str) -> Serve:
    """Import what tasks need and forget where from; return the function to serve with."""
    # Python 3.12 and later warn of forking with threads about. TensorFlow's import
    # starts some; none of them holds a lock, as no operation has run.
    warnings.filterwarnings("ignore", ".*multi-threaded.*fork", DeprecationWarning)
    module, _, function = name.partition(":")
    serve: Serve = getattr(importlib.import_module(module), function)
    import_keras()
    for given in _GIVEN:
        importlib.import_module(f"fashionlab.{given}")
    all_tasks()
    _forget_folders()
    gc.collect()
    gc.freeze()  # a collection in a child would otherwise copy every page it visits
    return serve


def _forget_folders() -> None:
    """Import nothing more from the working folder or from PYTHONPATH."""
    given = os.environ.pop("PYTHONPATH", "").split(os.pathsep)
    forgotten = {"", os.getcwd(), *given}
    sys.path[:] = [folder for folder in sys.path if folder not in forgotten]
    sys.path_importer_cache.clear()


def _fork_next(control: socket.socket, serve: Serve) -> bool:
    """Wait for one order, fork its warden, bury it; False when the grader has gone."""
    line, descriptors, _, _ = socket.recv_fds(control, _LARGEST_ORDER, _DESCRIPTORS)
    if not line:
        return False
    task, verdict = descriptors
    zygote = os.getpid()
    pid = os.fork()
    if pid == 0:
        warden.guard(Order.from_line(line), task, verdict, zygote, serve)
    os.close(task)
    os.close(verdict)
    # One task at a time. A grader that dies meanwhile ends the warden, and then this wait.
    os.waitpid(pid, 0)
    return True


if __name__ == "__main__":
    sys.exit(main())
