"""Every right solution gets full marks, however it is written."""

import pathlib
import warnings

import pytest

from fashionlab import data
from fashionlab.checks.local import check_source
from fashionlab.checks.registry import checks_of
from fashionlab.source import extract_file
from fashionlab.tasks import all_tasks

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "tests" / "submissions" / "alternatives").glob("*/*.py"))
NAMES = [f"{path.parent.name}/{path.stem}" for path in FILES]


def source_of(path):
    task_id = path.parent.name
    extraction = extract_file(path)
    assert extraction.problems == ()
    assert list(extraction.tasks) == [task_id]
    source = extraction.tasks[task_id]
    assert source.borrowed == ()
    return source


def result_of(path, *, seed, only):
    # A learner's code may warn; that changes no mark.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return check_source(source_of(path), seed=seed, data_name=data.best_available(), only=only)


def without_training(check):
    return not check.trains


def with_training(check):
    return check.trains


def told(result):
    return "\n".join(f"{r.check_id}: {r.message}" for r in result.failures)


# Networks take two seconds each: here one style of each, the others below.
QUICK = [
    path
    for path in FILES
    if not path.parent.name.startswith("models.build") or path.stem == "sequential"
]


@pytest.mark.parametrize("path", QUICK, ids=[f"{p.parent.name}/{p.stem}" for p in QUICK])
def test_a_right_solution_passes(path):
    result = result_of(path, seed=11, only=without_training)
    assert result.passed, told(result)


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_right_solution_passes_with_any_seed(path):
    # Networks and streams take a second each, the rest next to nothing.
    slower = path.parent.name.startswith(
        (
            *("models.build", "models.thaw", "pipelines.make", "serving.make"),
            *("training.build", "training.fine_tune", "training.make"),
        )
    )
    for seed in range(100, 102 if slower else 110):
        result = result_of(path, seed=seed, only=without_training)
        assert result.passed, f"seed {seed}: {told(result)}"


TRAINED = [path for path in FILES if any(map(with_training, checks_of(path.parent.name)))]


@pytest.mark.slow
@pytest.mark.parametrize("path", TRAINED, ids=[f"{p.parent.name}/{p.stem}" for p in TRAINED])
def test_a_right_solution_learns(path):
    result = result_of(path, seed=12, only=with_training)
    assert result.passed, told(result)


@pytest.mark.parametrize("task_id", list(all_tasks()))
def test_every_task_has_three_styles(task_id):
    assert sum(path.parent.name == task_id for path in FILES) >= 3
