"""Checks of chapter 6: two models on the same images."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

from typing import Any

import numpy as np
from scipy import stats

from fashionlab import evaluation
from fashionlab.checks.asserts import (
    Mismatch,
    as_list,
    expect,
    expect_close,
    expect_error,
    expect_number,
    kind_of,
)
from fashionlab.checks.draws import Share
from fashionlab.checks.questions import (
    Draw,
    Setting,
    call_each,
    call_with,
    error_from,
    errors_from_each,
)
from fashionlab.checks.registry import check

LENGTHS_HINT = (
    "NumPy stretches an array of length 1 to any length, without a word. Compare the lengths "
    "first, and `raise ValueError(...)`."
)
SIX, ONE = np.array([True, False, True, True, False, True]), np.array([True])


def _two_models(rng, both, only_a, only_b, neither):
    """Two bool arrays, in random order, with these numbers of each kind of image."""
    kinds = rng.permutation(np.repeat([3, 2, 1, 0], [both, only_a, only_b, neither]))
    return kinds >= 2, kinds % 2 == 1


def answers_of_two(both: Any, only_a: Any, only_b: Any, neither: Any, **kwargs: Any) -> Share:
    """Draw what two models got right.

    Args:
        both: Images that both get right: from and to, a tuple of ints.
        only_a: The same for those that only the first gets right.
        only_b: Only the second.
        neither: None of the two.
        **kwargs: Keyword arguments of the call.
    """

    def share(setting: Setting) -> tuple[dict[str, Any], dict[str, Any]]:
        ranges = (both, only_a, only_b, neither)
        counts = [int(setting.rng.integers(low, high + 1)) for low, high in ranges]
        return {"args": _two_models(setting.rng, *counts), "kwargs": kwargs}, {}

    return share


# --- evaluation.paired_interval


def _table(asked):
    right_a, right_b = (np.asarray(each) for each in asked.args)
    return (
        int(np.count_nonzero(right_a & ~right_b)),
        int(np.count_nonzero(right_b & ~right_a)),
        len(right_a),
    )


def _bonett_price(table, confidence):
    only_a, only_b, n = table
    share_a, share_b = (only_a + 1) / (n + 2), (only_b + 1) / (n + 2)
    spread = np.sqrt((share_a + share_b - (share_a - share_b) ** 2) / (n + 2))
    ends = stats.norm.interval(confidence, share_a - share_b, spread)
    return np.clip(ends, -1, 1)


def _three(answer):
    """The answer as three numbers."""
    told = "Expected a tuple (difference, low, high). Received: "
    if answer is None:
        raise Mismatch(f"{told}None.", "Did you forget the `return` statement?")
    items = as_list(answer)
    if not isinstance(items, (list, tuple)) or len(items) != 3:
        raise Mismatch(f"{told}{kind_of(answer)}.", "`return difference, low, high`")
    names = ("the difference", "the low end", "the high end")
    return [expect_number(item, what=name) for item, name in zip(items, names, strict=True)]


def _expect_interval(answer, asked, hint, confidence=0.95):
    _, low, high = _three(answer)
    for received, expected, what in zip(
        (low, high), _bonett_price(_table(asked), confidence), ("low", "high"), strict=True
    ):
        # 1.96 for the quantile is close enough.
        expect_close(
            received,
            expected,
            what=f"the {what} end of the interval with confidence={confidence}",
            tolerance=1e-5,
            hint=hint,
        )


@check(
    evaluation.paired_interval,
    ask=call_with(answers_of_two((60, 90), (14, 22), (4, 9), (8, 15))),
)
def the_difference_is_a_minus_b(answer, asked):
    """The accuracy of the first model minus that of the second."""
    only_a, only_b, n = _table(asked)
    expect_close(
        _three(answer)[0],
        (only_a - only_b) / n,
        what="the difference",
        tolerance=1e-9,
        hint="A share of all n images, first minus second. The added images are for the interval "
        "alone.",
    )


@check(
    evaluation.paired_interval,
    ask=call_with(answers_of_two((150, 190), (14, 22), (5, 11), (10, 20))),
)
def counts_only_where_they_differ(answer, asked):
    """The interval comes from the images that one of the two alone gets right."""
    _expect_interval(
        answer,
        asked,
        "Work through the formula with A = np.sum(right_a & ~right_b) and B the other way round. "
        "The images that both get right or wrong count in n only.",
    )


@check(
    evaluation.paired_interval,
    ask=call_with(answers_of_two((60, 90), (2, 5), (14, 22), (8, 15))),
)
def the_second_may_be_the_better_one(answer, asked):
    """Where the second model is better the difference is negative, and so is the interval."""
    only_a, only_b, n = _table(asked)
    hint = "A is what the first model alone gets right: the order is kept, and no abs() or max()."
    expect_close(
        _three(answer)[0], (only_a - only_b) / n, what="the difference", tolerance=1e-9, hint=hint
    )
    _expect_interval(answer, asked, hint)


@check(
    evaluation.paired_interval,
    ask=call_each(
        Draw(lambda s: s.rng.permutation(np.arange(80) < 66)),
        Draw(lambda s: s.rng.permutation(np.arange(80) < 58)),
        variants=[{"confidence": 0.5}, {"confidence": 0.9}, {"confidence": 0.999}],
    ),
)
def the_confidence_sets_the_width(answer, asked):
    """More confidence makes the interval wider."""
    for value, confidence in zip(answer, (0.5, 0.9, 0.999), strict=True):
        _expect_interval(
            value,
            asked,
            "z is the normal quantile of (1 + confidence) / 2, so that both tails together hold "
            "1 - confidence. 1.96 is right for 0.95 only.",
            confidence,
        )


@check(evaluation.paired_interval, ask=call_with(answers_of_two((40, 60), (0, 0), (0, 0), (5, 9))))
def agreeing_is_no_proof_of_being_equal(answer, asked):
    """Where the models agree on every image the interval still has a width."""
    difference, low, high = _three(answer)
    expect_close(difference, 0.0, what="the difference of two models that agree", tolerance=1e-9)
    expect(
        low < 0 < high,
        f"Expected an interval from below 0 to above 0. Received: {low:.6g} to {high:.6g}.",
        "50 images cannot prove that two models are equal on all others. The formula adds one "
        "image to A, one to B and two to n.",
    )
    _expect_interval(answer, asked, "Add 1 to A and to B, and 2 to n, in the whole formula.")


@check(
    evaluation.paired_interval,
    ask=call_with(answers_of_two((0, 0), (3, 6), (0, 0), (0, 0), confidence=0.999)),
)
def stays_between_minus_1_and_1(answer, asked):
    """No accuracy is better than another by more than 1."""
    _expect_interval(answer, asked, "max(low, -1) and min(high, 1) cut off the rest.", 0.999)


@check(
    evaluation.paired_interval,
    ask=call_with(answers_of_two((0, 0), (0, 0), (3, 6), (0, 0), confidence=0.999)),
)
def stays_above_minus_1(answer, asked):
    """No accuracy is worse than another by more than 1."""
    _expect_interval(answer, asked, "Both ends are cut off: max(low, -1) and min(high, 1).", 0.999)


@check(evaluation.paired_interval, ask=error_from(SIX, ONE))
def refuses_different_lengths(answer):
    """Answers for six images and for one are an error."""
    expect_error(answer, "ValueError", when="the arrays hold 6 and 1 images", hint=LENGTHS_HINT)


def _expect_errors(answer, confidences):
    for told, confidence in zip(answer, confidences, strict=True):
        expect_error(
            told,
            "ValueError",
            when=f"confidence is {confidence:g}",
            hint="Above 0 and below 1: test `if not 0 < confidence < 1:` first, and "
            "`raise ValueError(...)`.",
        )


@check(
    evaluation.paired_interval,
    ask=errors_from_each(SIX, ~SIX, variants=[{"confidence": each} for each in (95.0, 1.0)]),
)
def refuses_a_confidence_in_percent(answer):
    """A confidence of 95 is an error: it should be 0.95. And nothing is certain: 1 is one, too."""
    _expect_errors(answer, (95.0, 1.0))


@check(
    evaluation.paired_interval,
    ask=errors_from_each(SIX, ~SIX, variants=[{"confidence": each} for each in (0.0, -0.5)]),
)
def refuses_no_confidence_at_all(answer):
    """A confidence of 0 is an error, and so is one below."""
    _expect_errors(answer, (0.0, -0.5))


# --- evaluation.mcnemar_exact


def _expect_p(answer, asked, hint, what="the p-value"):
    only_a, only_b, _ = _table(asked)
    decided = only_a + only_b
    # scipy's own test, which knows nothing of doubling a tail.
    expected = stats.binomtest(only_a, decided, 0.5).pvalue if decided else 1.0
    told = f"{what} of {only_a} images against {only_b}"
    received = expect_number(answer, what=told)
    expect_close(received, expected, what=told, tolerance=1e-8, hint=hint)


@check(
    evaluation.mcnemar_exact,
    ask=call_with(answers_of_two((70, 100), (10, 14), (3, 6), (10, 20))),
)
def doubles_the_tail_of_fair_coins(answer, asked):
    """Twice the probability that fair coins fall as unevenly as that."""
    _expect_p(
        answer,
        asked,
        "m is the number of images that one model alone gets right, k the smaller of the two "
        "numbers. Add up C(m, 0) to C(m, k), divide by 2 ** m, and double.",
    )


@check(
    evaluation.mcnemar_exact,
    ask=call_with(answers_of_two((70, 100), (3, 6), (10, 14), (10, 20))),
)
def the_better_model_may_be_the_second(answer, asked):
    """It does not matter which of the two wins more."""
    _expect_p(answer, asked, "k is the smaller of the two numbers, whichever model it belongs to.")


@check(evaluation.mcnemar_exact, ask=call_with(answers_of_two((8, 12), (1, 2), (6, 8), (2, 4))))
def is_exact_with_few_images(answer, asked):
    """With ten tosses and less it is exact, not an approximation."""
    _expect_p(
        answer,
        asked,
        "The chi-squared and the normal distribution are approximations for many images. Count "
        "the ways instead.",
    )


@check(evaluation.mcnemar_exact, ask=call_with(answers_of_two((20, 30), (0, 0), (0, 0), (5, 9))))
def is_1_where_they_never_differ(answer, asked):
    """Where the models agree on every image p is 1."""
    _expect_p(answer, asked, "With m = 0 there is nothing to divide by: p is 1.")


@check(evaluation.mcnemar_exact, ask=call_with(answers_of_two((20, 30), (7, 7), (7, 7), (5, 9))))
def is_at_most_1(answer, asked):
    """With 7 against 7 p is 1, not 1.2."""
    _expect_p(
        answer, asked, "Both tails share the middle, 7 of 14. No probability is above 1: min(1, p)."
    )


@check(
    evaluation.mcnemar_exact,
    ask=call_with(answers_of_two((400, 500), (640, 660), (590, 610), (100, 200))),
)
def works_with_a_thousand_tosses(answer, asked):
    """Some 1,250 images that one model alone gets right are not too many."""
    _expect_p(
        answer,
        asked,
        "0.5 ** 1250 is 0 for a computer, and C(1250, 600) is too large for a float. Python's "
        "whole numbers have no limit: add them up, and divide by 2 ** m only at the end.",
    )


@check(evaluation.mcnemar_exact, ask=error_from(SIX, ONE))
def refuses_answers_for_other_images(answer):
    """Answers for six images and for one are an error."""
    expect_error(answer, "ValueError", when="the arrays hold 6 and 1 images", hint=LENGTHS_HINT)
