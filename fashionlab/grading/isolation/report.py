"""Which layers of the wall this machine has: probed once, said plainly, recorded."""

import functools
import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import Any

from fashionlab.grading.isolation.kernel import ON_LINUX

LAYERS = {
    "limits": "the kernel limits processor time, open files and file sizes",
    "namespaces": "own processes, network and users; survivors die with the task",
    "mounts": "all is read-only but a private folder in memory; checks and grader are hidden",
    "proc": "/proc shows the task's own processes only",
    "landlock": "every file outside the interpreter and the private folder is closed",
    "seccomp": "system calls that no exercise needs are refused, sockets among them",
    "warden": "memory and number of processes are watched from outside",
}
_PROBE_SECONDS = 30.0
_KERNEL_SWITCH = "Ask for user namespaces: `sysctl user.max_user_namespaces`, on Ubuntu also "
_REMEDIES = {
    "limits": "Grade on Linux or macOS.",
    "namespaces": _KERNEL_SWITCH + "`sysctl kernel.apparmor_restrict_unprivileged_userns=0`; in "
    "Docker run with `--security-opt seccomp=unconfined`.",
    "mounts": "It comes with the layer `namespaces`, on Linux 5.12 or later.",
    "proc": "Run outside Docker, or with `--security-opt systempaths=unconfined`.",
    "landlock": "Use Linux 5.13 or later, with `landlock` among the kernel's `lsm=`.",
    "seccomp": "Use Linux on an x86-64 or ARM64 processor.",
    "warden": "Grade where /proc is mounted.",
}


@dataclass(frozen=True)
class LayerStatus:
    """Whether one layer of the wall is there.

    Attributes:
        name: A key of `LAYERS`.
        available: Whether tasks run behind it.
        detail: What it does, or what the kernel answered.
        remedy: What to do to get it; empty if it is there.
    """

    name: str
    available: bool
    detail: str
    remedy: str = ""


@dataclass(frozen=True)
class Isolation:
    """How well learner code is walled off on this machine.

    Attributes:
        level: "full" (every layer), "partial" (some) or "none" (neither files
            nor processes are walled off).
        layers: One status for each layer, in the order of `LAYERS`.
    """

    level: str
    layers: tuple[LayerStatus, ...]

    @property
    def active(self) -> tuple[str, ...]:
        """Names of the layers that tasks run behind."""
        return tuple(layer.name for layer in self.layers if layer.available)

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the layers that are not there."""
        return tuple(layer.name for layer in self.layers if not layer.available)

    def __str__(self) -> str:
        """Say the level in one line, as reports record it."""
        return f"{self.level} (missing: {', '.join(self.missing)})" if self.missing else self.level

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for a report."""
        return {"level": self.level, "layers": [asdict(layer) for layer in self.layers]}


@functools.cache
def isolation_level() -> Isolation:
    """Probe every layer, in a process of its own, and remember the answer.

    Returns:
        The record for this machine. Never raises: what cannot be probed is not
        there.
    """
    if not hasattr(os, "fork"):
        return _record({}, "this system cannot fork a process")
    command = [sys.executable, "-m", "fashionlab.grading.isolation"]
    try:
        answer = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PROBE_SECONDS,
            cwd="/",  # not where submissions lie: Python imports from its working folder
            env={**os.environ, "PYTHONPATH": package_root()},
            check=True,
        ).stdout
        return _record(json.loads(answer), "not probed")
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        return _record({}, f"the probe failed: {type(error).__name__}")


def package_root() -> str:
    """Return the folder that holds the fashionlab package."""
    import fashionlab

    return os.path.dirname(os.path.dirname(os.path.abspath(fashionlab.__file__)))


def switched_off() -> Isolation:
    """Return the record of a worker that was told to run without the wall."""
    probed = {"limits": "", "warden": ""} if ON_LINUX else {"limits": ""}
    return _record(probed, "switched off")


def _record(probed: dict[str, str], otherwise: str) -> Isolation:
    """Make the record from `{layer: what went wrong, or ""}`."""
    layers = []
    for name, purpose in LAYERS.items():
        problem = probed.get(name, otherwise)
        if problem:
            layers.append(LayerStatus(name, False, f"missing: {problem}", _REMEDIES[name]))
        else:
            layers.append(LayerStatus(name, True, purpose))
    there = {layer.name for layer in layers if layer.available}
    level = "full" if len(there) == len(LAYERS) else "partial"
    return Isolation(level if there & {"namespaces", "landlock"} else "none", tuple(layers))
