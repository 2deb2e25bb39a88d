"""What a task uses right now, processes, threads and memory; and how it is made to wait."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass

_LOWEST_PRIORITY = 19  # weighs a 68th of the usual one
_HIGHEST_PRIORITY = -20  # weighs 87 times the usual one


@dataclass(frozen=True)
class Usage:
    """What a family of processes uses.

    Attributes:
        processes: Number of processes, the dead but unburied among them.
        threads: Number of threads of all of them.
        memory: Bytes of memory of their own. Pages shared after a fork count
            once for each process, so this can be too high, never too low.
    """

    processes: int
    threads: int
    memory: int


def can_watch() -> bool:
    """Whether this system shows what each process uses (Linux with /proc)."""
    return os.path.exists("/proc/self/status")


def usage(family: list[int]) -> Usage:
    """Add up what processes use; one that just ended counts as nothing.

    Args:
        family: Process ids.
    """
    threads = memory = 0
    for pid in family:
        fields = _fields(f"/proc/{pid}/status")
        threads += fields.get("Threads", 0)
        memory += 1024 * (fields.get("RssAnon", 0) + fields.get("RssShmem", 0))
    return Usage(len(family), threads, memory)


def running(family: list[int]) -> int:
    """Return how many threads run, or wait for a processor to run on.

    Args:
        family: Process ids.
    """
    found = 0
    for pid in family:
        for thread in _threads(pid):
            try:
                with open(f"/proc/{pid}/task/{thread}/stat", "rb") as file:
                    # The state stands behind the name, in which anything may stand.
                    state = file.read().rpartition(b")")[2].split()[:1]
            except OSError:  # it has ended
                continue
            found += state == [b"R"]
    return found


def set_own_priority(priority: int = _HIGHEST_PRIORITY) -> int:
    """Give this process a priority, by default the highest, where the system lets it.

    Root alone may raise it; anybody may lower it.

    Returns:
        The priority before.
    """
    before = os.getpriority(os.PRIO_PROCESS, 0)
    with contextlib.suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, priority)
    return before


def yield_to_others(family: list[int]) -> None:
    """Give every thread the lowest priority, which a task cannot raise again.

    Args:
        family: Process ids.
    """
    for pid in family:
        for thread in _threads(pid):
            with contextlib.suppress(OSError):  # it has ended
                os.setpriority(os.PRIO_PROCESS, thread, _LOWEST_PRIORITY)


def _threads(pid: int) -> list[int]:
    try:
        return [int(name) for name in os.listdir(f"/proc/{pid}/task")]
    except OSError:  # it has ended
        return []


def shared_once(pid: int) -> int:
    """Return the bytes of memory of a process, with its part of the pages it shares.

    Summed over a family this is exact. It takes several milliseconds.
    """
    fields = _fields(f"/proc/{pid}/smaps_rollup")
    if "Pss_Anon" in fields:
        return 1024 * (fields["Pss_Anon"] + fields.get("Pss_Shmem", 0))
    return usage([pid]).memory  # Linux before 5.5, or hidden from us


def descendants(pid: int, *, at_most: int | None = None) -> list[int]:
    """Return the ids of the children of a process, their children, and so on.

    Args:
        pid: Process id.
        at_most: Stop looking once there are more: a fork bomb grows faster than it is counted.
    """
    found: list[int] = []
    by_parent: dict[int, list[int]] | None = None
    waiting = [pid]
    while waiting and (at_most is None or len(found) <= at_most):
        parent = waiting.pop()
        try:
            children = list(_children(parent))
        except OSError:  # it is ending, or this kernel has no such lists
            if os.path.exists(f"/proc/{parent}/task"):  # a kernel without these lists
                by_parent = by_parent or _by_parent()
                children = by_parent.get(parent, [])
            else:
                children = []
        found += children
        waiting += children
    return found


def _children(pid: int) -> Iterator[int]:
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/children", encoding="ascii") as file:
            yield from map(int, file.read().split())


def _by_parent() -> dict[int, list[int]]:
    families: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdecimal() and (parent := _fields(f"/proc/{name}/status").get("PPid")):
            families.setdefault(parent, []).append(int(name))
    return families


def _fields(path: str) -> dict[str, int]:
    """Read the lines `Name:  number` of a file in /proc; empty if it has gone."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            lines = [line.split() for line in file]
    # ProcessLookupError and PermissionError: the process is ending or not ours.
    except OSError:
        return {}
    return {w[0][:-1]: int(w[1]) for w in lines if len(w) > 1 and w[1].isdecimal()}
