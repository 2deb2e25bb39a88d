"""Checks of chapter 9: two ways of training, compared seed by seed."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

from typing import Any

import numpy as np

from fashionlab import evaluation
from fashionlab.checks.asserts import (
    Mismatch,
    expect,
    expect_close,
    expect_equal,
    expect_error,
    expect_number,
    kind_of,
    spelt,
)
from fashionlab.checks.draws import Share
from fashionlab.checks.questions import Setting, arguments_after, call_with, error_from
from fashionlab.checks.registry import check

NAMES = ("seeds", "difference", "deviation", "standard_error", "wins")


def two_ways(
    common: int,
    *,
    only_baseline: int = 0,
    only_challenger: int = 0,
    ties: int = 0,
    wins: int | None = None,
    mixed: bool = True,
) -> Share:
    """Draw runs of two ways of training.

    The luck of a seed is larger than the difference of the two ways, so that it
    matters which runs are compared.

    Args:
        common: How many seeds both have.
        only_baseline: How many seeds only the baseline has.
        only_challenger: How many only the challenger has.
        ties: How many of the common seeds have the same accuracy in both.
        wins: With how many of the others the challenger is better; None for
            luck.
        mixed: Whether the lists are in an order of their own each.
    """

    def share(setting: Setting) -> tuple[dict[str, Any], dict[str, Any]]:
        rng = setting.rng
        count = common + only_baseline + only_challenger
        seeds = [int(seed) for seed in rng.choice(100, count, replace=False)]
        before, after = _accuracies(rng, count, ties, wins)
        # Were the best the same in both, it would be right to compare best with best.
        while np.array_equal(np.argsort(before[:common]), np.argsort(after[:common])):
            before, after = _accuracies(rng, count, ties, wins)
        both = list(range(common))
        first = both + list(range(common, common + only_baseline))
        second = both + list(range(common + only_baseline, count))
        if mixed:
            first, second = _another_order(rng, first, first), _another_order(rng, second, first)
        baseline = [(seeds[place], float(before[place])) for place in first]
        challenger = [(seeds[place], float(after[place])) for place in second]
        return {"args": (baseline, challenger), "kwargs": {}}, {}

    return share


def _accuracies(
    rng: np.random.Generator, count: int, ties: int, wins: int | None
) -> tuple[np.ndarray, np.ndarray]:
    gains = rng.normal(0.01, 0.05, count)
    if wins is not None:
        gains = np.abs(gains) + 0.001
        gains[ties + wins :] *= -1
    gains[:ties] = 0
    before = rng.uniform(0.6, 0.85, count).round(4)
    return before, np.round(before + gains, 4)


def _another_order(rng: np.random.Generator, places: list[int], other: list[int]) -> list[int]:
    """Mix places until they are no longer in the order of `other`."""
    mixed = other
    while mixed[: len(other)] == other[: len(mixed)]:
        mixed = [int(place) for place in rng.permutation(places)]
    return mixed


def _differences(asked):
    baseline, challenger = (dict(runs) for runs in asked.args)
    common = sorted(set(baseline) & set(challenger))
    return np.array([challenger[seed] - baseline[seed] for seed in common])


def _wins(asked):
    baseline, challenger = (dict(runs) for runs in asked.args)
    return sum(challenger[seed] > baseline[seed] for seed in set(baseline) & set(challenger))


def _entry(answer, name):
    """One entry of the dict."""
    if answer is None:
        raise Mismatch(
            "Expected a dict with five entries. Received: None.",
            "Did you forget the `return` statement?",
        )
    expect(
        isinstance(answer, dict),
        f"Expected a dict with five entries. Received: {kind_of(answer)}.",
        f"return {{{', '.join(f'{each!r}: ...' for each in NAMES)}}}",
    )
    received = ", ".join(repr(each[:30]) for each in list(answer)[:8])
    expect(
        name in answer,
        f"Expected an entry {name!r}. Received: {received or 'none'}.",
        "The exercise lists the names of the five entries.",
    )
    return expect_number(answer[name], what=f"the entry {name!r}")


def _expect_entry(answer, name, expected, hint):
    _entry(answer, name)
    expect_close(answer[name], expected, what=f"the entry {name!r}", tolerance=1e-9, hint=hint)


@check(evaluation.compare_runs, ask=call_with(two_ways(6, mixed=False)))
def the_difference_is_challenger_minus_baseline(answer, asked):
    """The mean of the differences is above 0 where the challenger is better."""
    _expect_entry(
        answer,
        "difference",
        _differences(asked).mean(),
        "Challenger minus baseline, for each seed; then their mean.",
    )


@check(evaluation.compare_runs, ask=call_with(two_ways(7)))
def runs_are_matched_by_seed(answer, asked):
    """Each run is compared with the run of the same seed, wherever that stands."""
    _expect_entry(
        answer,
        "deviation",
        _differences(asked).std(ddof=1),
        "The lists are in different orders: zip pairs the first with the first. dict(baseline) "
        "finds the accuracy of a seed. The mean difference is the same for any pairs, its "
        "deviation is not.",
    )


@check(
    evaluation.compare_runs,
    ask=call_with(two_ways(5, only_baseline=2, only_challenger=3)),
)
def seeds_of_one_alone_are_left_out(answer, asked):
    """A seed that only one of the two has counts nowhere."""
    hint = "Go through the seeds that are in both: [seed for seed in before if seed in after]."
    _expect_entry(answer, "difference", _differences(asked).mean(), hint)
    _expect_entry(answer, "deviation", _differences(asked).std(ddof=1), hint)


@check(
    evaluation.compare_runs,
    ask=call_with(two_ways(6, only_baseline=1, only_challenger=2)),
)
def counts_the_seeds_of_both(answer, asked):
    """`"seeds"` is how many seeds are in both lists."""
    expect_equal(
        _entry(answer, "seeds"),
        len(_differences(asked)),
        what="the entry 'seeds'",
        hint="n is the number of differences.",
    )


@check(evaluation.compare_runs, ask=call_with(two_ways(4, mixed=False)))
def the_deviation_is_that_of_a_sample(answer, asked):
    """The standard deviation divides by n - 1."""
    _expect_entry(
        answer,
        "deviation",
        _differences(asked).std(ddof=1),
        "Four runs are a sample of all that could be run. np.std divides by n by itself; ddof=1 "
        "makes it n - 1.",
    )


@check(evaluation.compare_runs, ask=call_with(two_ways(5, mixed=False)))
def the_error_of_the_mean_is_smaller(answer, asked):
    """The standard error is the deviation of the differences, divided by sqrt(n)."""
    differences = _differences(asked)
    _expect_entry(
        answer,
        "standard_error",
        differences.std(ddof=1) / len(differences) ** 0.5,
        "The deviation of the differences, not of the accuracies; then divided by the square root "
        "of the number of seeds.",
    )


@check(evaluation.compare_runs, ask=call_with(two_ways(9, ties=3, wins=4)))
def a_tie_is_no_win(answer, asked):
    """`"wins"` counts the seeds with which the challenger is better."""
    expect_equal(
        _entry(answer, "wins"),
        _wins(asked),
        what="the entry 'wins'",
        hint="Of nine seeds, three give the same accuracy twice. Better is >, not >=.",
    )


def with_an_accuracy_of_0(share: Share) -> Share:
    """Let the first run of each way have recognised nothing."""

    def spoiled(setting: Setting) -> tuple[dict[str, Any], dict[str, Any]]:
        drawn, secret = share(setting)
        runs = ([(ways[0][0], 0.0), *ways[1:]] for ways in drawn["args"])
        return {**drawn, "args": tuple(runs)}, secret

    return spoiled


@check(evaluation.compare_runs, ask=call_with(with_an_accuracy_of_0(two_ways(5))))
def an_accuracy_of_0_is_a_result(answer, asked):
    """A run with an accuracy of 0.0 counts as any other."""
    hint = (
        "0.0 counts as False: ask whether the seed is there, `seed in after`, not whether its "
        "accuracy is true."
    )
    expect_equal(
        _entry(answer, "seeds"), len(_differences(asked)), what="the entry 'seeds'", hint=hint
    )
    _expect_entry(answer, "difference", _differences(asked).mean(), hint)
    expect_equal(_entry(answer, "wins"), _wins(asked), what="the entry 'wins'", hint=hint)


@check(evaluation.compare_runs, ask=call_with(two_ways(2, only_baseline=1)))
def two_seeds_are_enough(answer, asked):
    """Two seeds in both give a deviation."""
    _expect_entry(
        answer,
        "deviation",
        _differences(asked).std(ddof=1),
        "With n = 2 the sum of squares is divided by 1. Fewer than two is an error, two is none.",
    )


@check(
    evaluation.compare_runs,
    ask=arguments_after([(3, 0.8), (1, 0.7), (2, 0.9)], [(1, 0.9), (3, 0.75), (2, 0.8)]),
)
def leaves_the_runs_as_they_are(answer, asked):
    """The lists passed in are the same afterwards."""
    expect(
        spelt(answer) == spelt(list(asked.args)),
        "Expected both lists to be the same after the call. Received: others.",
        "baseline.sort() and baseline.pop() change what was passed in. sorted(baseline) makes a "
        "new list.",
    )


@check(
    evaluation.compare_runs,
    ask=error_from([(1, 0.7), (2, 0.8), (3, 0.75)], [(3, 0.8), (4, 0.7), (5, 0.9)]),
)
def refuses_a_single_seed(answer):
    """A single seed in both lists is an error: it has no deviation."""
    expect_error(
        answer,
        "ValueError",
        when="only seed 3 is in both lists",
        hint="Count the seeds that both have, and `raise ValueError(...)` if there are fewer than "
        "two. NumPy gives nan, with a warning at most.",
    )


@check(evaluation.compare_runs, ask=error_from([(1, 0.7), (2, 0.8)], [(3, 0.8), (4, 0.7)]))
def refuses_different_seeds(answer):
    """Lists without a common seed are an error."""
    expect_error(
        answer,
        "ValueError",
        when="no seed is in both lists",
        hint="Runs with different seeds are no pairs, also where the lists are equally long.",
    )
