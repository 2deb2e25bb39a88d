"""What one task may use, and the kernel's own limits (rlimits) that hold it there."""

import math
import os
from dataclasses import dataclass
from typing import Any

from fashionlab.grading.isolation.kernel import ON_LINUX

MEGABYTE = 2**20
# TensorFlow reserves address space that it never touches (2.2 GB were measured), so the
# address limit stands this far above the memory limit. It catches one huge request;
# the warden catches memory that is really used.
_RESERVED_MB = 4096
# Each may be a socket, whose buffer of 0.2 MB no count of memory shows.
_OPEN_FILES = 128
# Timers count among them. The kernel counts those of a user's programs together, and gives
# one program all of them by default.
_PENDING_SIGNALS = 1000
# RLIMIT_NPROC counts threads. TensorFlow starts a few for each processor.
_THREADS_PER_PROCESSOR = 16
_THREADS_AT_LEAST = 512


@dataclass(frozen=True)
class Limits:
    """What one task may use.

    Attributes:
        seconds: Wall-clock seconds from the fork to the last answer.
        cpu_seconds: Processor seconds of one process, all threads together;
            None allows `seconds` on every processor.
        memory_mb: Megabytes of memory of its own, all processes together. A
            forked child starts with about 270 MB of TensorFlow.
        reply_mb: Megabytes of answers.
        processes: Processes alive at the same time.
        file_mb: Megabytes in the private folder, and in any one file.
    """

    seconds: float = 60.0
    cpu_seconds: float | None = None
    memory_mb: int = 2048
    reply_mb: int = 64
    processes: int = 64
    file_mb: int = 64

    @property
    def threads(self) -> int:
        """Threads of all processes together."""
        return max(_THREADS_AT_LEAST, _THREADS_PER_PROCESSOR * (os.cpu_count() or 1))


def apply_rlimits(limits: Limits, *, own_users: bool) -> None:
    """Set the kernel's limits for this process and everything it starts.

    Args:
        limits: What the task may use.
        own_users: Whether this process has a user namespace of its own. Without
            one RLIMIT_NPROC would count everything else the same user runs.

    Raises:
        OSError: If the kernel refuses a limit.
    """
    import resource

    cpu = limits.cpu_seconds or limits.seconds * (os.cpu_count() or 1)
    size = limits.file_mb * MEGABYTE
    wanted: dict[int, tuple[int, int]] = {
        # SIGXCPU at the first number of seconds, SIGKILL at the second.
        resource.RLIMIT_CPU: (math.ceil(cpu), math.ceil(cpu) + 1),
        resource.RLIMIT_FSIZE: (size, size),
        resource.RLIMIT_NOFILE: (_OPEN_FILES, _OPEN_FILES),
        resource.RLIMIT_CORE: (0, 0),
    }
    if ON_LINUX:
        address = (limits.memory_mb + _RESERVED_MB) * MEGABYTE
        wanted[resource.RLIMIT_AS] = (address, address)
        wanted[resource.RLIMIT_MSGQUEUE] = (0, 0)
        wanted[resource.RLIMIT_SIGPENDING] = (_PENDING_SIGNALS, _PENDING_SIGNALS)
        if own_users and _counts_by_namespace():
            wanted[resource.RLIMIT_NPROC] = (limits.threads, limits.threads)
    for name, pair in wanted.items():
        _set(resource, name, pair)


def _set(resource: Any, name: int, pair: tuple[int, int]) -> None:
    _, ceiling = resource.getrlimit(name)
    if ceiling != resource.RLIM_INFINITY:
        pair = (min(pair[0], ceiling), min(pair[1], ceiling))
    resource.setrlimit(name, pair)


def _counts_by_namespace() -> bool:
    """Whether RLIMIT_NPROC counts within a user namespace: Linux 5.14 and later."""
    release = os.uname().release.split(".")
    return (int(release[0]), int("".join(filter(str.isdigit, release[1])) or 0)) >= (5, 14)
