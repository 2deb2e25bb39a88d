"""What a command costs: time, processor time and memory of all its processes."""

import contextlib
import dataclasses
import pathlib
import resource
import subprocess
import tempfile
import time
from collections.abc import Sequence

import psutil

from fashionlab.grading.isolation.processes import descendants

SECONDS_BETWEEN = 0.5  # looks at the memory; a peak between two looks is missed
MEGABYTE = 2**20  # bytes


@dataclasses.dataclass(frozen=True)
class Cost:
    """What one or more commands cost.

    Attributes:
        seconds: Wall time.
        cpu_seconds: Processor time of all processes.
        peak_mb: Most memory at any look, all processes together, shared pages once.
        exit_codes: Of each command.
        output: What the commands printed.
    """

    seconds: float
    cpu_seconds: float
    peak_mb: float
    exit_codes: tuple[int, ...]
    output: str


def measure(command: Sequence[str], *, folder: pathlib.Path) -> Cost:
    """Run a command to its end. Call it from one thread at a time.

    Args:
        command: Program and arguments.
        folder: Where it runs.
    """
    with tempfile.TemporaryFile() as printed:
        before, started = _cpu_of_children(), time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=printed, stderr=subprocess.STDOUT)
        peak = 0
        while True:
            try:
                code = process.wait(SECONDS_BETWEEN)
                break
            except subprocess.TimeoutExpired:
                peak = _peak(process.pid, peak)
        seconds, cpu = time.perf_counter() - started, _cpu_of_children() - before
        printed.seek(0)
        output = printed.read().decode(errors="replace")
    return Cost(seconds, cpu, peak / MEGABYTE, (code,), output)


def together(costs: Sequence[Cost]) -> Cost:
    """Return what commands cost that ran one after another."""
    return Cost(
        sum(cost.seconds for cost in costs),
        sum(cost.cpu_seconds for cost in costs),
        max(cost.peak_mb for cost in costs),
        tuple(code for cost in costs for code in cost.exit_codes),
        "\n".join(cost.output for cost in costs),
    )


def _cpu_of_children() -> float:
    """Processor time of the processes that ended and were waited for, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak(pid: int, known: int) -> int:
    """Return the bytes that a process and all it started use now, or `known` if that is more."""
    family = [pid, *descendants(pid)]
    # Shared pages counted once for each process: too much, and quickly read. The exact
    # figure takes 20 ms for a gigabyte, so it is read only where it can be the largest.
    if sum(_bytes(one, exact=False) for one in family) <= known:
        return known
    return max(known, sum(_bytes(one, exact=True) for one in family))


def _bytes(pid: int, *, exact: bool) -> int:
    try:
        process = psutil.Process(pid)
        if exact:
            with contextlib.suppress(psutil.AccessDenied):  # not ours to look into
                return process.memory_full_info().pss
        return process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0
