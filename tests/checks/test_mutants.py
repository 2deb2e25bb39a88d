"""Every wrong solution loses its points, and for the reason it names."""

import pathlib
import warnings

import pytest

from fashionlab import data
from fashionlab.authoring.submissions import mutants
from fashionlab.checks.local import check_source
from fashionlab.checks.registry import checks_of
from fashionlab.checks.results import Outcome
from fashionlab.source import extract_file
from fashionlab.tasks import all_tasks

ROOT = pathlib.Path(__file__).resolve().parents[2]
MUTANTS = [mutant for task in all_tasks() for mutant in mutants(ROOT / "tests/submissions", task)]


def name(mutant):
    return f"{mutant.task_id}/{mutant.path.stem}"


def named(mutant):
    """The checks that the mutant says it fails, by id."""
    known = {check.id.rpartition(".")[2]: check for check in checks_of(mutant.task_id)}
    return {known[fails].id: known[fails] for fails in mutant.fails}


def results_of(mutant, *, seed):
    """The results of the named checks, by id."""
    source = extract_file(mutant.path).tasks[mutant.task_id]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = check_source(
            source,
            seed=seed,
            data_name=data.best_available(),
            only=lambda check: check.id in named(mutant),
        )
    return {r.check_id: r for r in result.results}


def trains(mutant):
    return any(check.trains for check in named(mutant).values())


def builds(mutant):
    """Networks and streams take a second each, the rest next to nothing."""
    return mutant.task_id.startswith(
        (
            *("models.build", "models.thaw", "pipelines.make", "serving.make"),
            *("training.build", "training.fine_tune", "training.make"),
        )
    )


QUICK = [mutant for mutant in MUTANTS if not trains(mutant)]
TRAINED = [mutant for mutant in MUTANTS if trains(mutant)]
# Of networks and streams every third. All of them run once in test_misconceptions.
SAMPLE = [m for m in QUICK if not builds(m)] + [m for m in QUICK if builds(m)][::3]


def assert_fails(mutant, seed):
    results = results_of(mutant, seed=seed)
    assert set(results) == set(named(mutant))
    for result in results.values():
        assert result.outcome in {Outcome.INCORRECT, Outcome.CRASHED}, result
    assert any(result.message for result in results.values())


@pytest.mark.parametrize("mutant", SAMPLE, ids=name)
def test_a_wrong_solution_fails_the_checks_it_names(mutant):
    assert_fails(mutant, seed=21)


@pytest.mark.slow
@pytest.mark.parametrize("mutant", [m for m in QUICK if not builds(m)], ids=name)
def test_a_wrong_solution_fails_with_any_seed(mutant):
    for seed in range(200, 210):
        assert_fails(mutant, seed=seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("mutant", TRAINED, ids=name)
def test_a_wrong_network_fails_after_training(mutant, seed):
    assert_fails(mutant, seed=seed)


@pytest.mark.parametrize("mutant", MUTANTS, ids=name)
def test_the_docstring_can_be_read(mutant):
    assert mutant.misconception.endswith(".")
    assert mutant.hint.endswith((".", "?"))
    assert named(mutant)


@pytest.mark.parametrize("task_id", list(all_tasks()))
def test_every_task_has_four_mistakes(task_id):
    assert sum(mutant.task_id == task_id for mutant in MUTANTS) >= 4


@pytest.mark.parametrize("task_id", list(all_tasks()))
def test_every_check_catches_a_mutant(task_id):
    caught = {check for m in MUTANTS if m.task_id == task_id for check in named(m)}
    unused = {check.id for check in checks_of(task_id)} - caught
    # Thresholds on accuracy are measured by `calibrate`, not set by a mutant.
    assert {check for check in unused if not check.endswith("learns_garments")} == set()
