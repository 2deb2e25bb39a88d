"""Measure what accuracy a correct solution reaches, and where a wrong one ends.

For each check with a threshold, reference and mutants are trained on many
seeds. The threshold lies between the worst reference and the best mutant that
the threshold is meant to catch, six standard deviations below the mean of the
reference where there is room.
"""

import dataclasses
import datetime
import math
import pathlib
import statistics
from collections.abc import Callable, Iterable
from typing import Any

from fashionlab.authoring.submissions import mutants
from fashionlab.checks.answering import serve
from fashionlab.checks.asserts import Mismatch
from fashionlab.checks.networks import accuracy_of
from fashionlab.checks.registry import Check, checks_of
from fashionlab.errors import SourceError
from fashionlab.quiet import import_keras
from fashionlab.source import module_text
from fashionlab.tasks import all_tasks, get_task, separate_solutions
from fashionlab.training import versions

MINIMUM_SEEDS = 30
STANDARD_DEVIATIONS = 6.0
# A mutant below this share of the reference's accuracy is one the threshold is for.
_CAUGHT_BELOW = 0.9


@dataclasses.dataclass(frozen=True)
class Calibration:
    """What was measured for one check on one data set.

    Attributes:
        check_id: The check.
        data: The data set.
        threshold: The accuracy asked for.
        mean: Of the reference over the seeds.
        sd: Its sample standard deviation.
        minimum: Its worst run.
        seeds: Number of runs of the reference.
        best_mutant: Name of the best wrong solution the threshold catches, or "".
        best_mutant_accuracy: Its best run.
        date: Day of the measurement.
        versions: Package name to version.
    """

    check_id: str
    data: str
    threshold: float
    mean: float
    sd: float
    minimum: float
    seeds: int
    best_mutant: str
    best_mutant_accuracy: float
    date: str
    versions: dict[str, str]


def thresholded(tasks: Iterable[str] | None = None) -> list[Check]:
    """Return the checks that compare an accuracy with a threshold.

    Args:
        tasks: Ids of the tasks whose checks are meant; default: all.

    Raises:
        UnknownTask: If there is no such task.
    """
    return [
        check
        for task_id in ([get_task(task).id for task in tasks] if tasks else all_tasks())
        for check in checks_of(task_id)
        if check.trains and check.id.endswith(".learns_garments")
    ]


def calibrate(
    check: Check,
    data_name: str,
    *,
    solutions: pathlib.Path,
    submissions: pathlib.Path,
    seeds: int = MINIMUM_SEEDS,
    on_run: Callable[[str, int, float], None] = lambda name, seed, accuracy: None,
) -> Calibration:
    """Measure one check on one data set.

    Args:
        check: A check with a threshold.
        data_name: The data set.
        solutions: Folder of the reference solutions.
        submissions: Folder of alternatives and mutants.
        seeds: Runs of the reference; mutants get a fifteenth as many, at least 2.
        on_run: Told the name, seed and accuracy of every run.
    """
    task = get_task(check.task_id)
    reference = module_text(solutions / f"{task.chapter_id}.py", task.id)
    accuracies = _measure(check, data_name, "reference", reference, range(seeds), on_run)
    mean, sd = statistics.mean(accuracies), statistics.stdev(accuracies)
    best_name, best = "", 0.0
    for mutant in mutants(submissions, task.id):
        text = module_text(mutant.path, task.id)
        runs = _measure(
            check, data_name, mutant.path.stem, text, range(max(2, seeds // 15)), on_run
        )
        top = max(runs, default=0.0)
        if best < top < _CAUGHT_BELOW * mean:
            best_name, best = mutant.path.stem, top
    # Rounded first: the number in the file is the one that has to lie above the mutants.
    threshold = math.floor((mean - STANDARD_DEVIATIONS * sd) * 10_000) / 10_000
    if threshold <= best:
        raise SourceError(
            f"{check.id} on {data_name}: six standard deviations below the reference "
            f"({mean:.3f} - 6 x {sd:.4f}) lies below the mutant {best_name} ({best:.3f}). "
            f"An accuracy cannot tell them apart: write a check of behaviour."
        )
    return Calibration(
        check.id,
        data_name,
        threshold,
        mean,
        sd,
        min(accuracies),
        seeds,
        best_name,
        best,
        datetime.date.today().isoformat(),
        versions(),
    )


def _measure(
    check: Check,
    data_name: str,
    name: str,
    text: str,
    seeds: Iterable[int],
    on_run: Callable[[str, int, float], None],
) -> list[float]:
    """Accuracies of one solution; a run that does not train at all counts for nothing."""
    import_keras()
    accuracies = []
    for seed in seeds:
        asked = check.pose(seed=seed, data=data_name)
        frames: list[dict[str, Any]] = []
        request = {"task": check.task_id, "source": text, "questions": [asked.to_wire()]}
        with separate_solutions():
            serve(request, frames.append)
        try:
            accuracy = accuracy_of(frames[0]["answer"], asked)
        except (KeyError, Mismatch):  # a mutant whose model cannot be trained, or gives nan
            continue
        accuracies.append(accuracy)
        on_run(name, seed, accuracy)
    return accuracies


def write_toml(path: pathlib.Path, table: dict[str, Any], calibrations: list[Calibration]) -> None:
    """Write `thresholds.toml`: the table as it was, with the new measurements in it."""
    for calibration in calibrations:
        entry = dataclasses.asdict(calibration)
        check_id, data_name = entry.pop("check_id"), entry.pop("data")
        table.setdefault(check_id, {})[data_name] = entry
    lines = [
        "# Written by `fashionlab calibrate`; never edited by hand.",
        "# threshold = mean - 6 sd of the reference, rounded down. With no failure in n runs the",
        "# rate of false fails is below 3/n (95 %); under a normal law it is below 1e-8.",
    ]
    for check_id, by_data in sorted(table.items()):
        for data_name, entry in sorted(by_data.items()):
            lines += ["", f'["{check_id}".{data_name}]']
            lines += [f"{key} = {_toml(value)}" for key, value in entry.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _toml(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4f}"
    if isinstance(value, dict):
        return "{ " + ", ".join(f'{k} = "{v}"' for k, v in sorted(value.items())) + " }"
    return str(value) if isinstance(value, int) else f'"{value}"'
