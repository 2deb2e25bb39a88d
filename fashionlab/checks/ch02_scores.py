"""Checks of chapter 2: scores, probabilities, cost and accuracy."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import numpy as np
import scipy.special

from fashionlab import evaluation
from fashionlab.checks.asserts import (
    expect,
    expect_array,
    expect_close,
    expect_number,
)
from fashionlab.checks.draws import (
    random_labels,
    random_probabilities,
    random_scores,
)
from fashionlab.checks.questions import (
    arguments_after,
    call,
)
from fashionlab.checks.registry import check

# --- evaluation.softmax


@check(evaluation.softmax, ask=call(random_scores(6, 10)))
def follows_the_formula(answer, asked):
    """Each score z becomes exp(z) over the sum of its row."""
    expect_array(answer, what="the output", shape=(6, 10))
    expect_close(
        answer,
        scipy.special.softmax(asked.args[0], axis=-1),
        what="the output",
        tolerance=1e-5,
        hint="Each row has its own sum. What do axis and keepdims do in np.sum?",
    )


LARGE_SCORES = np.array(
    [[1000.0, 1001.0, 999.0], [-1000.0, -1001.0, -1000.0], [1000.0, -1000.0, 0.0], [0.0, 2.0, 1.0]]
)


@check(evaluation.softmax, ask=call(LARGE_SCORES))
def stands_large_scores(answer, asked):
    """Scores of 1,000 and -1,000 give probabilities, not nan."""
    values = expect_array(answer, what="the output", shape=LARGE_SCORES.shape)
    for scores, row in zip(LARGE_SCORES, values, strict=True):
        expect(
            np.isfinite(row).all(),
            f"Expected probabilities for the scores {scores}. Received: {row}.",
            "exp(1000) is too large for a float, and exp(-1000) is 0: a row of zeros sums to 0. "
            "Subtract each row's own largest score first.",
        )
    expect_close(
        values,
        scipy.special.softmax(asked.args[0], axis=-1),
        what="the output",
        hint="Subtracting a row's largest score changes nothing else. No score is cut off.",
    )


@check(evaluation.softmax, ask=call(np.array([[-1000.0, -1001.0, -1002.0]] * 2)))
def stands_very_small_scores(answer, asked):
    """Scores that are all around -1,000 give probabilities, not nan."""
    values = expect_array(answer, what="the output", shape=(2, 3))
    expect(
        np.isfinite(values).all(),
        f"Expected probabilities for the scores {asked.args[0][0]}. Received: {values[0]}.",
        "exp(-1000) is 0, and a row of zeros sums to 0. The row's largest score is subtracted "
        "always, not only when it is large.",
    )
    expect_close(values, scipy.special.softmax(asked.args[0], axis=-1), what="the output")


@check(evaluation.softmax, ask=call(random_scores(7)))
def takes_a_single_row(answer, asked):
    """The scores of one example, shape (7,), give probabilities of shape (7,)."""
    hint = "axis=-1 is the only axis here, and the output has no more axes than the scores."
    expect_array(answer, what="the output", shape=(7,), hint=hint)
    expect_close(answer, scipy.special.softmax(asked.args[0]), what="the output", hint=hint)


@check(evaluation.softmax, ask=call(random_scores(2, 3, 4)))
def sums_over_the_last_axis(answer, asked):
    """An array of shape (2, 3, 4) keeps its shape and sums to 1 over the last axis."""
    expect_array(answer, what="the output", shape=(2, 3, 4))
    expect_close(
        answer,
        scipy.special.softmax(asked.args[0], axis=-1),
        what="the output",
        hint="axis=-1 is the last axis, whatever their number.",
    )


@check(evaluation.softmax, ask=arguments_after(random_scores(4, 5)))
def leaves_the_scores_unchanged(answer, asked):
    """The scores passed in are the same afterwards."""
    expect_close(
        answer[0],
        asked.args[0],
        what="the scores passed in, after the call,",
        tolerance=0,
        hint="`a -= b` changes the array that was passed in; `a = a - b` does not.",
    )


# --- evaluation.cross_entropy


def _cross_entropy(probabilities, labels):
    # scipy's x*log(y), one-hot by comparison.
    one_hot = np.equal.outer(labels, np.arange(probabilities.shape[1]))
    return -scipy.special.xlogy(one_hot, np.maximum(probabilities, 1e-7)).sum(axis=1).mean()


@check(evaluation.cross_entropy, ask=call(random_probabilities(12, 10), random_labels(12)))
def averages_minus_log_probability(answer, asked):
    """The mean of minus the natural logarithm of the right class's probability."""
    expect_close(
        expect_number(
            answer, what="the cross-entropy", hint="The mean over the examples is one number."
        ),
        _cross_entropy(*asked.args),
        what="the cross-entropy",
        tolerance=1e-4,
        hint="For row i only probabilities[i, labels[i]] counts. Natural logarithm; mean, not sum.",
    )


@check(evaluation.cross_entropy, ask=call(np.full((5, 10), 0.1), random_labels(5)))
def guessing_costs_ln_10(answer):
    """Guessing among ten classes costs ln(10) = 2.303."""
    expect_close(
        answer,
        np.log(10),
        what="the cross-entropy of guessing",
        tolerance=1e-4,
        hint="np.log is the natural logarithm; np.log2 and np.log10 are others.",
    )


@check(evaluation.cross_entropy, ask=call(np.eye(4), np.arange(4)))
def sure_and_right_costs_nothing(answer):
    """Being sure and right costs 0."""
    expect_close(
        answer,
        0.0,
        what="the cross-entropy of sure, right answers",
        tolerance=1e-4,
        hint="Only the probability of the right class counts, and log(1) is 0.",
    )


@check(evaluation.cross_entropy, ask=call(np.eye(3), np.array([0, 1, 0])))
def sure_and_wrong_is_finite(answer):
    """Being sure and wrong costs much, and is still a number."""
    value = expect_number(answer, what="the cross-entropy")
    expect(
        np.isfinite(value),
        f"Expected a finite number when the right class got probability 0. Received: {value}.",
        "log(0) is minus infinity. The docstring says what a very small probability counts as.",
    )
    expect_close(
        value,
        -np.log(1e-7) / 3,
        what="the cross-entropy of two sure, right answers and a wrong one",
        tolerance=1e-3,
        hint="A probability below 1e-7 counts as 1e-7; the mean is over all three.",
    )


@check(
    evaluation.cross_entropy,
    ask=call(np.array([[0.4e-7, 1 - 0.4e-7], [1e-7, 1 - 1e-7]]), np.array([0, 0])),
)
def tiny_probabilities_count_as_the_limit(answer):
    """A probability below 1e-7 counts as 1e-7, and one of 1e-7 as it is."""
    expect_close(
        answer,
        -np.log(1e-7),
        what="the cross-entropy of two examples with probabilities 4e-8 and 1e-7",
        tolerance=1e-3,
        hint="1e-7 is a lower limit, as np.maximum sets one. Adding 1e-7 changes every "
        "probability.",
    )


@check(evaluation.cross_entropy, ask=arguments_after(np.eye(5)[:4], random_labels(4, 5)))
def leaves_the_probabilities_unchanged(answer, asked):
    """The probabilities passed in are the same afterwards."""
    expect_close(
        answer[0],
        asked.args[0],
        what="the probabilities passed in, after the call,",
        tolerance=0,
        hint="`p[p < 1e-7] = 1e-7` changes the array that was passed in; np.maximum makes a new "
        "one.",
    )


# --- evaluation.accuracy


@check(evaluation.accuracy, ask=call(random_probabilities(211, 5), random_labels(211, 5)))
def counts_the_most_probable_class(answer, asked):
    """The share of rows whose largest probability stands at the label."""
    probabilities, labels = asked.args
    expect_close(
        answer,
        np.mean(probabilities.argmax(axis=1) == labels),
        what="the accuracy",
        # 211 is prime: no share of it is a round number, so a rounded one differs.
        tolerance=1e-6,
        hint="np.argmax over each row gives the predicted class. Do not round.",
    )


@check(evaluation.accuracy, ask=call(np.eye(4), np.array([0, 1, 2, 0])))
def is_a_share(answer):
    """Three right of four give 0.75: not a count, not a percentage."""
    expect_close(
        expect_number(answer, what="the accuracy"),
        0.75,
        what="the accuracy of three right answers of four",
        hint="A share lies between 0 and 1.",
    )


# Nine examples; the most probable class of example i is i + 3, counted round.
NINE = 0.4 / 9 + 0.6 * np.roll(np.eye(9), 3, axis=1)
# The labels of the first two are other classes: seven of nine are right.
NINE_LABELS = (np.arange(9) + np.array([4, 4, 3, 3, 3, 3, 3, 3, 3])) % 9


@check(evaluation.accuracy, ask=call(NINE, NINE_LABELS))
def works_when_rows_and_classes_are_as_many(answer):
    """Nine examples of nine classes: the classes lie along the last axis."""
    expect_close(
        answer,
        7 / 9,
        what="the accuracy of seven right answers of nine",
        tolerance=1e-6,
        hint="axis=0 goes down the examples, axis=1 along the classes.",
    )
