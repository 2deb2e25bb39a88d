"""Fuzz what the grader reads, guided by coverage: python tests/grading/fuzz/fuzz.py TARGET.

atheris, the libFuzzer of Python, keeps an input when it reaches a line of fashionlab that no
input reached before, and damages it further. A finding is made as small as it can be made,
printed, and written to --folder. Exit code 1 says that there was one.
"""

import argparse
import contextlib
import importlib
import pathlib
import random
import resource
import sys
import tempfile
import traceback
from collections.abc import Callable

import atheris

# The package beside this file has the same name as this file has.
sys.path[0] = str(pathlib.Path(__file__).resolve().parents[1])

MAX_BYTES = 100_000  # of one input
MEMORY_MB = 2_048  # on top of what is taken before the first input
SECONDS_EACH = 300  # on a busy machine; targets themselves count processor seconds
_CUTS_TRIED = 400


def main() -> None:
    """Fuzz one target."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("target", nargs="?", default="")
    parser.add_argument("--list", action="store_true", help="print the targets")
    parser.add_argument("--seconds", type=int, default=60, help="0: without end")
    parser.add_argument("--runs", type=int, default=-1, help="inputs tried; without end: -1")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=pathlib.Path, help="where findings are written")
    options = parser.parse_args()
    if options.list:
        print(*importlib.import_module("fuzz.targets").TARGETS, sep="\n")
        return
    with atheris.instrument_imports(include=["fashionlab"]):
        targets = importlib.import_module("fuzz.targets")
    mutation = importlib.import_module("fuzz.mutation")
    if options.target not in targets.TARGETS:
        parser.error(f"expected one of {', '.join(targets.TARGETS)}. Found: {options.target}.")
    if pathlib.Path("/dev/shm").is_dir():
        tempfile.tempdir = "/dev/shm"  # every input is a file for a moment
    folder = options.folder or pathlib.Path(tempfile.mkdtemp(prefix="findings-"))
    target = targets.TARGETS[options.target]

    def mutate(data: bytes, max_size: int, seed: int) -> bytes:
        changed = mutation.mutated(options.target, data, random.Random(seed))
        return changed[:max_size]

    with tempfile.TemporaryDirectory(prefix="corpus-") as corpus:
        for number, seed in enumerate(targets.SEEDS[options.target]()):
            target(seed)
            (pathlib.Path(corpus) / f"{number}").write_bytes(seed)
        settings = {
            "max_total_time": options.seconds,
            "runs": options.runs,
            "seed": options.seed,
            "max_len": MAX_BYTES,
            "rss_limit_mb": _memory_mb() + MEMORY_MB,
            "timeout": SECONDS_EACH,
            "print_final_stats": 1,
            "artifact_prefix": f"{folder}/{options.target}-",
        }
        arguments = [f"-{name}={value}" for name, value in settings.items()]
        atheris.Setup(
            [sys.argv[0], *arguments, corpus],
            _telling(target, options.target, folder),
            custom_mutator=mutate,
        )
        atheris.Fuzz()


def _memory_mb() -> int:
    """The most memory used so far, in megabytes; Linux counts that of whoever started us."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (2**20 if sys.platform == "darwin" else 2**10)


def _telling(
    target: Callable[[bytes], None], name: str, folder: pathlib.Path
) -> Callable[[bytes], None]:
    """The target; a finding is made small, written and printed before the run ends."""

    def tell(data: bytes) -> None:
        try:
            target(data)
        except Exception as error:
            small = minimised(target, data, error)
            path = folder / f"{name}-small"
            path.write_bytes(small)
            print(f"{name}: {type(error).__name__}. Smallest input: {path}\n{small[:600]!r}")
            traceback.print_exc(limit=-4, file=sys.stdout)
            sys.stdout.flush()
            raise

    return tell


def minimised(target: Callable[[bytes], None], data: bytes, error: Exception) -> bytes:
    """Cut pieces out of an input as long as it ends in the same kind of error."""
    tried, size = 0, len(data) // 2
    while size and tried < _CUTS_TRIED:
        place = 0
        while place < len(data) and tried < _CUTS_TRIED:
            shorter = data[:place] + data[place + size :]
            tried += 1
            if _fails(target, shorter, type(error)):
                data = shorter
            else:
                place += size
        size //= 2
    return data


def _fails(target: Callable[[bytes], None], data: bytes, kind: type[Exception]) -> bool:
    with contextlib.suppress(Exception):
        try:
            target(data)
        except kind:
            return True
    return False


if __name__ == "__main__":
    main()
