"""Measure what accuracy a correct solution reaches, and where a wrong one ends.

For each check with a threshold, reference and mutants are trained on many
seeds. The threshold stands six standard deviations below the mean of the
reference. What is written says how often the reference failed it and how often
a mutant passed it.
"""

import dataclasses
import datetime
import json
import math
import pathlib
import statistics
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from fashionlab.authoring import mistakes
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
# A mutant whose first runs end below this share of the reference's accuracy shows in it.
_SHOWN_BELOW, _FIRST_LOOK = 0.9, 2


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
        failed: How many of these runs did not reach the threshold.
        mutants: Wrong solutions that an accuracy shows: all that ended clearly below the
            reference.
        mutant_runs: Their runs, as many for each as for the reference.
        mutant_passes: How many of those runs reached the threshold.
        best_mutant: Name of the one with the best run, or "".
        best_mutant_accuracy: That run.
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
    failed: int
    mutants: int
    mutant_runs: int
    mutant_passes: int
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
        seeds: Runs of the reference, and of each mutant that an accuracy shows.
        on_run: Told the name, seed and accuracy of every run.

    Raises:
        SourceError: If a mutant that nothing else catches reaches the threshold.
    """
    task = get_task(check.task_id)

    def runs(name: str, path: pathlib.Path, of: range) -> list[float]:
        return _measure(check, data_name, name, module_text(path, task.id), of, on_run)

    right = runs("reference", solutions / f"{task.chapter_id}.py", range(seeds))
    wrong = {}
    for mutant in mutants(submissions, task.id):
        name = mutant.path.stem
        first = runs(name, mutant.path, range(_FIRST_LOOK))
        # One that learns as well as the reference is for the other checks to catch.
        if first and max(first) < _SHOWN_BELOW * statistics.mean(right):
            wrong[name] = first + runs(name, mutant.path, range(_FIRST_LOOK, seeds))
    fails = json.loads(mistakes.PATH.read_text(encoding="utf-8"))["fails"].get(task.id, {})
    alone = {name for name in wrong if not {*fails.get(name, ())} - {check.id}}
    return set_threshold(check.id, data_name, right, wrong, alone)


def set_threshold(
    check_id: str,
    data_name: str,
    right: Sequence[float],
    wrong: Mapping[str, Sequence[float]],
    alone: Collection[str] = (),
) -> Calibration:
    """Set the threshold, and count both kinds of error.

    Args:
        check_id: The check.
        data_name: The data set.
        right: Accuracies of the reference, one for each seed.
        wrong: Those of each mutant that an accuracy shows.
        alone: The mutants among them that no other check catches.

    Raises:
        SourceError: If one of those reaches the threshold.
    """
    mean, sd = statistics.mean(right), statistics.stdev(right)
    # Rounded first: the number in the file is the one that is compared.
    threshold = math.floor((mean - STANDARD_DEVIATIONS * sd) * 10_000) / 10_000
    for name in alone:
        if max(wrong[name]) >= threshold:
            raise SourceError(
                f"{check_id} on {data_name}: six standard deviations below the reference "
                f"({mean:.3f} - 6 x {sd:.4f}) lies below the mutant {name} "
                f"({max(wrong[name]):.3f}), and no other check catches it. An accuracy cannot "
                f"tell them apart: write a check of behaviour."
            )
    best = max(wrong, key=lambda name: max(wrong[name]), default="")
    runs = [accuracy for name in wrong for accuracy in wrong[name]]
    return Calibration(
        check_id,
        data_name,
        threshold,
        mean,
        sd,
        min(right),
        len(right),
        sum(accuracy < threshold for accuracy in right),
        len(wrong),
        len(runs),
        sum(accuracy >= threshold for accuracy in runs),
        best,
        max(runs, default=0.0),
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
        "# threshold = mean - 6 sd of the reference, rounded down. failed: right runs below it, of",
        "# all seeds; mutant_passes: wrong runs that reach it, of all mutant_runs. With none in n",
        "# runs, the rate is below 3/n (95 %).",
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
