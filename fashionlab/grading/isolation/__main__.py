"""Probe the layers and print what is wrong with each, as JSON: {layer: "" or a reason}.

Every layer is tried in a forked process that ends right after, so that a probe
changes nothing here.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable

from fashionlab.grading.isolation import landlock, namespaces, seccomp
from fashionlab.grading.isolation.kernel import ON_LINUX, drop_capabilities, no_new_privileges
from fashionlab.grading.isolation.limits import Limits, apply_rlimits
from fashionlab.grading.isolation.processes import can_watch, descendants
from fashionlab.grading.isolation.report import LAYERS


def _limits() -> None:
    apply_rlimits(Limits(), own_users=False)


def _namespaces(then: Callable[[], object] = drop_capabilities) -> None:
    namespaces.enter_namespaces()
    if problem := attempt(then):  # only a child is inside the new process namespace
        raise OSError(problem)


def _mounts() -> None:
    folder = tempfile.gettempdir()  # found by writing there, while that is possible

    def mount() -> None:
        namespaces.enter_mounts()
        namespaces.make_everything_read_only()
        namespaces.mount_memory_folder(folder, 1)

    _namespaces(then=mount)


def _proc() -> None:
    def mount() -> None:
        namespaces.enter_mounts()
        namespaces.mount_own_proc()

    _namespaces(then=mount)


def _landlock() -> None:
    no_new_privileges()
    landlock.restrict_files("/usr")


def _seccomp() -> None:
    if not seccomp.seccomp_supported():
        raise OSError("no filter for this processor family")
    no_new_privileges()
    seccomp.refuse_system_calls()


def _warden() -> None:
    if not can_watch():
        raise OSError("/proc is not mounted")
    descendants(os.getpid())


_PROBES: dict[str, Callable[[], object]] = {
    "limits": _limits,
    "namespaces": _namespaces,
    "mounts": _mounts,
    "proc": _proc,
    "landlock": _landlock,
    "seccomp": _seccomp,
    "warden": _warden,
}


def attempt(probe: Callable[[], object]) -> str:
    """Run a probe in a forked process; return what went wrong, or ""."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            problem = ""
            probe()
        except BaseException as error:
            problem = str(error) or type(error).__name__
        finally:
            # "ok" in front: an empty answer means that the process was killed.
            os.write(writing, f"ok{problem}".encode())
            os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8", errors="replace") as file:
        answer = file.read()
    os.waitpid(pid, 0)
    return answer[2:] if answer else "the probe was killed"


def probe_layers() -> dict[str, str]:
    """Return what is wrong with each layer, or "" for one that works."""
    elsewhere = {} if ON_LINUX else dict.fromkeys(LAYERS.keys() - {"limits"}, "needs Linux")
    return {name: elsewhere.get(name) or attempt(_PROBES[name]) for name in LAYERS}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(probe_layers()))
