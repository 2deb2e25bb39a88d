"""Run a comparison: every entry with every seed, each in a process of its own.

What is finished is never run again: a run's folder is named by everything its
result depends on, and a result is there only when the whole run is.
"""

import dataclasses
import hashlib
import importlib.metadata
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from fashionlab import errors
from fashionlab.comparison.job import RESULT
from fashionlab.comparison.plan import Entry, Row
from fashionlab.errors import FashionlabError, RunFailed, WeightsNotFound
from fashionlab.files import write_json
from fashionlab.source import extract_file

LOG = "log.txt"
LAST_LINES = 5  # of a failed run's log, shown in the message


@dataclasses.dataclass(frozen=True)
class Job:
    """One run: an entry with a seed.

    Attributes:
        entry: What is trained.
        seed: Decides weights, order of the images, dropout, augmentation.
        folder: Where the run keeps its state and its result.
    """

    entry: Entry
    seed: int
    folder: Path

    def result(self) -> dict[str, Any] | None:
        """Return the figures of the run, or None if it is not finished."""
        path = self.folder / RESULT
        if not path.exists():
            return None
        plain: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return plain


@dataclasses.dataclass(frozen=True)
class Outcome:
    """How the runs of one entry ended.

    Attributes:
        entry: What was trained.
        jobs: Its runs that are finished, in order of the seeds.
        results: Their figures.
        missing: Why it could not be run, such as missing weights; "" otherwise.
    """

    entry: Entry
    jobs: tuple[Job, ...]
    results: tuple[dict[str, Any], ...]
    missing: str = ""


Watch = Callable[[Job, dict[str, Any]], object]
"""Told of every piece of news of a job, and of `{"finished": True}` at its end."""


def plan_jobs(
    row: Row, *, folder: Path, subset: int | None, seeds: int, fill: Path | None
) -> dict[str, list[Job]]:
    """Say which runs a comparison consists of; nothing is run yet.

    Args:
        row: What is compared.
        folder: Where runs are kept.
        subset: Training images, or None for all.
        seeds: Runs per entry, with seeds 0, 1, 2 ...
        fill: Where the learner's functions come from, or None.

    Returns:
        Name of an entry to its jobs.
    """
    common = {
        "dataset": row.dataset,
        "subset": subset,
        "fill": str(fill.resolve()) if fill else None,
    }
    filled = _texts(fill)
    plan: dict[str, list[Job]] = {}
    for entry in row.entries:
        depends_on = json.dumps([entry.as_dict(), common["dataset"], subset, filled, _version()])
        key = hashlib.sha256(depends_on.encode()).hexdigest()[:12]
        plan[entry.name] = []
        for seed in range(seeds):
            place = folder / "runs" / f"{entry.name}-{subset or 'all'}-{key}" / f"seed-{seed}"
            job = {**common, "entry": entry.as_dict(), "seed": seed}
            if not (place / "job.json").exists():
                write_json(place / "job.json", job)
            plan[entry.name].append(Job(entry, seed, place))
    return plan


def _texts(fill: Path | None) -> list[str]:
    """The solutions themselves: another solution is another run."""
    if fill is None:
        return []
    files = sorted([*fill.glob("*.py"), *fill.glob("*.ipynb")]) if fill.is_dir() else [fill]
    found = []
    for file in files:
        try:
            found += [source.text for source in extract_file(file).tasks.values()]
        except FashionlabError:
            continue  # a file that is no notebook is named by `fill_from`, in the run
    return found


def _version() -> str:
    return importlib.metadata.version("fashionlab")


def run_jobs(plan: dict[str, list[Job]], watch: Watch) -> Iterator[Outcome]:
    """Run what is not finished yet; yield each entry's outcome as soon as it is there.

    Weights that are nowhere to be found leave out their entry, not the others.

    Raises:
        FashionlabError: If a run fails. What is finished is kept.
        KeyboardInterrupt: Passed on after the run in progress was stopped.
    """
    for jobs in plan.values():
        missing = ""
        for job in jobs:
            if job.result() is None:
                try:
                    _run(job, watch)
                except WeightsNotFound as error:
                    missing = str(error)
                    break
            watch(job, {"finished": True})
        done = [(job, result) for job in jobs if (result := job.result()) is not None]
        yield Outcome(
            jobs[0].entry,
            tuple(job for job, _ in done),
            tuple(result for _, result in done),
            missing,
        )


def _run(job: Job, watch: Watch) -> None:
    command = [sys.executable, "-m", "fashionlab.comparison.job", str(job.folder)]
    failure: dict[str, Any] | None = None
    with (
        open(job.folder / LOG, "ab") as log,
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=log,
            stdin=subprocess.DEVNULL,
            env=_environment(),
        ) as process,
    ):
        assert process.stdout is not None
        try:
            for line in process.stdout:
                news = json.loads(line)
                if "error" in news:
                    failure = news
                else:
                    watch(job, news)
        except BaseException:
            process.terminate()
            raise
    if failure is not None:
        raise _as_error(failure)
    if process.returncode:
        raise RunFailed(
            f"{job.entry.title}, seed {job.seed}: the run ended with status {process.returncode}. "
            f"{_how(process.returncode)}Finished runs and epochs are kept: the same command goes "
            f"on from there. Its last words, all of them in {job.folder / LOG}:\n"
            + "\n".join(_tail(job.folder / LOG))
        )


def _environment() -> dict[str, str]:
    # TensorFlow's start-up lines would fill the log.
    return {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}


def _as_error(failure: dict[str, Any]) -> FashionlabError:
    kind = getattr(errors, failure["kind"], FashionlabError)
    error: FashionlabError = kind(failure["error"])
    return error


def _how(status: int) -> str:
    if status == -9:
        return "It was killed, perhaps because memory ran out. "
    return f"It was stopped by signal {-status}. " if status < 0 else ""


def _tail(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:]
