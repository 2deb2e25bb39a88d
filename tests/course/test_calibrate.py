"""The threshold on an accuracy, and both rates of error, come from the runs alone."""

import pytest

from fashionlab.authoring.calibrate import set_threshold
from fashionlab.checks import thresholds
from fashionlab.errors import SourceError

RIGHT = [0.80, 0.81, 0.82, 0.83, 0.84]  # mean 0.82, sd 0.0158: six of them lead to 0.7251


def test_the_threshold_stands_six_deviations_below_the_reference():
    found = set_threshold("a.b.learns_garments", "drawn", RIGHT, {})
    assert (found.threshold, found.minimum, found.seeds) == (0.7251, 0.80, 5)
    assert (found.failed, found.mutants, found.mutant_runs, found.best_mutant) == (0, 0, 0, "")


def test_both_kinds_of_error_are_counted():
    wrong = {"half_blind": [0.70, 0.74, 0.71], "blind": [0.1, 0.1, 0.1]}
    found = set_threshold("a.b.learns_garments", "drawn", RIGHT, wrong)
    assert (found.mutants, found.mutant_runs, found.mutant_passes) == (2, 6, 1)
    assert (found.best_mutant, found.best_mutant_accuracy) == ("half_blind", 0.74)
    one_far_below = [0.9] * 40 + [0.1]
    assert set_threshold("a.b.learns_garments", "drawn", one_far_below, {}).failed == 1


def test_a_mistake_that_nothing_else_catches_must_stay_below():
    with pytest.raises(SourceError, match=r"half_blind.*no other check catches it"):
        set_threshold("a.b.c", "drawn", RIGHT, {"half_blind": [0.5, 0.73]}, {"half_blind"})
    set_threshold("a.b.c", "drawn", RIGHT, {"half_blind": [0.5, 0.72]}, {"half_blind"})


@pytest.mark.parametrize("check_id", thresholds.load())
def test_thresholds_come_from_thirty_seeds_without_a_right_run_below(check_id):
    for entry in thresholds.load()[check_id].values():
        assert entry["seeds"] >= 30
        assert entry["failed"] == 0
        assert entry["mutant_runs"] == entry["mutants"] * entry["seeds"]
        assert entry["threshold"] < entry["minimum"]
