"""How much memory this process took at most."""

import contextlib
import dataclasses
import pathlib
import sys
from collections.abc import Iterator

_MEGABYTE = 1_000_000  # bytes

# Linux keeps the largest resident size of a process as VmHWM; writing "5" to
# clear_refs sets it back to the size of now (man 5 proc).
_STATUS = pathlib.Path("/proc/self/status")
_CLEAR = pathlib.Path("/proc/self/clear_refs")


@dataclasses.dataclass
class PeakMemory:
    """The largest memory of a `with track_peak_memory()` block.

    Attributes:
        megabytes: Largest resident memory of the process, in units of 10^6 bytes, known
            when the block has ended. It counts what was there before the block as well.
        exact: Whether it is the peak of the block. False where the system keeps only the
            peak since the process started; then the block took this much or less.
    """

    megabytes: float = 0.0
    exact: bool = False


# Blocks that are open now, and the peak from before the counter was set back.
_open: list[PeakMemory] = []
_before = PeakMemory()


def peak_memory_mb() -> float:
    """Return the largest resident memory of this process so far, in units of 10^6 bytes.

    Everything counts: Python, the framework, data, weights, intermediate results. Memory of
    child processes does not.
    """
    return max(_before.megabytes, _system_peak())


@contextlib.contextmanager
def track_peak_memory() -> Iterator[PeakMemory]:
    """Measure the largest memory of the process inside a `with` block.

    Blocks may lie inside one another. Example::

        with track_peak_memory() as peak:
            training.fit(model, train)
        print(peak.megabytes)

    Yields:
        The peak; read it after the block.
    """
    _note(_system_peak())
    peak = PeakMemory(exact=_set_back())
    _open.append(peak)
    try:
        yield peak
    finally:
        _note(_system_peak())
        # By identity: two blocks may hold equal figures.
        _open[:] = [other for other in _open if other is not peak]


def _note(megabytes: float) -> None:
    """Tell everybody who is still counting, before the counter is set back."""
    for peak in (*_open, _before):
        peak.megabytes = max(peak.megabytes, megabytes)


def _set_back() -> bool:
    """Set the system's counter back to the memory in use now, where that is possible."""
    if not _CLEAR.exists():
        return False
    try:
        _CLEAR.write_text("5")
    except OSError:
        return False
    return True


def _system_peak() -> float:
    """The peak that the system has kept, in units of 10^6 bytes."""
    if _STATUS.exists():
        for line in _STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / _MEGABYTE  # the file says kB, means KiB
    if sys.platform == "win32":
        import psutil

        return float(psutil.Process().memory_info().peak_wset) / _MEGABYTE
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere
    return peak * unit / _MEGABYTE
