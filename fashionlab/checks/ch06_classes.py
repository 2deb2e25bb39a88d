"""Checks of chapter 6: what a confusion matrix says about single classes."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import numpy as np
import sklearn.metrics

from fashionlab import evaluation
from fashionlab.checks.asserts import (
    Mismatch,
    as_list,
    expect,
    expect_array,
    expect_close,
    expect_equal,
    expect_error,
    kind_of,
    spelt,
)
from fashionlab.checks.questions import (
    Draw,
    Setting,
    arguments_after,
    call,
    call_each,
    errors_from_each,
)
from fashionlab.checks.registry import check

# --- evaluation.per_class_scores

SCORES = ("precision", "recall", "F1", "support")


def random_matrix(num_classes: int, *, low: int = 1, high: int = 60) -> Draw:
    """int64 counts from low to high, shape (num_classes, num_classes)."""
    return Draw(lambda s: s.rng.integers(low, high + 1, (num_classes, num_classes)))


def _matrix_without(*, columns: tuple[int, ...], rows: tuple[int, ...] = ()) -> Draw:
    """A matrix of six classes, some of which never occur or are never predicted."""

    def draw(setting: Setting) -> np.ndarray:
        matrix = setting.rng.integers(1, 40, (6, 6))
        matrix[list(rows)] = 0
        matrix[:, list(columns)] = 0
        return matrix

    return Draw(draw)


def _expected(matrix):
    """The four arrays, by scikit-learn from labels and predictions that give this matrix."""
    right, predicted = (
        np.repeat(each.ravel(), matrix.ravel()) for each in np.indices(matrix.shape)
    )
    return sklearn.metrics.precision_recall_fscore_support(
        right, predicted, labels=range(len(matrix)), zero_division=0
    )


def _expect_scores(answer, asked, which, hint):
    told = "Expected a tuple of four arrays: precision, recall, F1, support. Received: "
    if answer is None:
        raise Mismatch(f"{told}None.", "Did you forget the `return` statement?")
    rows = isinstance(answer, (list, tuple)) or (isinstance(answer, np.ndarray) and answer.ndim)
    if not rows or len(answer) != 4:
        many = f" with {len(answer)} items" if rows and not isinstance(answer, np.ndarray) else ""
        raise Mismatch(f"{told}{kind_of(answer)}{many}.", "`return precision, recall, f1, support`")
    matrix = asked.args[0]
    number = SCORES.index(which)
    received = expect_array(answer[number], what=f"the {which}", shape=(len(matrix),))
    expect(
        np.isfinite(received.astype(float)).all(),
        f"Expected a finite {which} for every class. Received: {received}.",
        "0 / 0 is nan. Where the divisor is 0 the score is 0.0: np.where, or np.divide with "
        "`where=`, or a divisor of at least 1.",
    )
    expect_close(
        received,
        _expected(matrix)[number],
        what=f"the {which}",
        tolerance=1e-6,
        hint=hint,
    )


@check(evaluation.per_class_scores, ask=call(random_matrix(5)))
def precision_looks_down_the_column(answer, asked):
    """Precision: hits over how often the class was predicted."""
    _expect_scores(
        answer,
        asked,
        "precision",
        "Column j holds everything that was predicted as class j: matrix.sum(axis=0) adds up "
        "the columns. The hits stand on the diagonal.",
    )


@check(evaluation.per_class_scores, ask=call(random_matrix(5)))
def recall_looks_along_the_row(answer, asked):
    """Recall: hits over how many examples the class has."""
    _expect_scores(
        answer,
        asked,
        "recall",
        "Row i holds every example of class i: matrix.sum(axis=1) adds up the rows.",
    )


@check(evaluation.per_class_scores, ask=call(random_matrix(6)))
def f1_is_the_harmonic_mean(answer, asked):
    """F1: twice the hits over predictions plus examples."""
    _expect_scores(
        answer,
        asked,
        "F1",
        "F1 is 2 * precision * recall / (precision + recall), not their ordinary mean.",
    )


@check(evaluation.per_class_scores, ask=call(random_matrix(6)))
def support_counts_the_examples(answer, asked):
    """Support: how many examples each class has."""
    _expect_scores(answer, asked, "support", "The sum of the class's row: not its column.")


@check(evaluation.per_class_scores, ask=call(_matrix_without(columns=(1, 4))))
def scores_0_for_a_class_never_predicted(answer, asked):
    """A class that is never predicted has precision 0 and F1 0."""
    hint = "A class that was never predicted has no hits: its precision counts as 0.0."
    for which in ("precision", "F1", "recall"):
        _expect_scores(answer, asked, which, hint)


@check(evaluation.per_class_scores, ask=call(_matrix_without(rows=(0, 3), columns=(3,))))
def scores_0_for_a_class_that_never_occurs(answer, asked):
    """A class without examples has recall 0, and without predictions too F1 0."""
    hint = "A class without examples has no hits: its recall and its F1 count as 0.0."
    for which in ("recall", "F1", "precision"):
        _expect_scores(answer, asked, which, hint)


@check(evaluation.per_class_scores, ask=arguments_after(random_matrix(6)))
def leaves_the_matrix_unchanged(answer, asked):
    """The matrix passed in is the same afterwards."""
    _expect_unchanged(answer, asked)


def _expect_unchanged(answer, asked):
    expect_equal(
        answer[0],
        asked.args[0],
        what="the matrix passed in, after the call,",
        hint="np.fill_diagonal and `matrix[...] = ...` change the array that was passed in. "
        "matrix.copy() gives one of your own.",
    )


# --- evaluation.confused_pairs


def _pairs(answer):
    """The answer as a list of three whole numbers each, from any sequence of sequences."""
    told = "Expected a list of tuples (right class, predicted class, how many). Received: "
    if answer is None:
        raise Mismatch(f"{told}None.", "Did you forget the `return` statement?")
    items = as_list(answer)
    if not isinstance(items, (list, tuple)):
        raise Mismatch(f"{told}{kind_of(answer)}.")
    pairs = []
    for item in items:
        item = as_list(item)
        if not isinstance(item, (list, tuple)) or len(item) != 3:
            raise Mismatch(f"{told}a list with {spelt(item):.60} in it.")
        if any(isinstance(n, bool) or not isinstance(n, int) for n in item):
            raise Mismatch(
                f"{told}a list with {spelt(item):.60} in it.",
                "All three are ints: with 3.0 nobody finds the name of a class.",
            )
        pairs.append(tuple(item))
    return pairs


def _expect_pairs(answer, expected, hint, what="the pairs"):
    pairs = _pairs(answer)
    for number, (received, wanted) in enumerate(zip(pairs, expected, strict=False), 1):
        expect(
            received == wanted,
            f"Expected number {number} of {what} to be {wanted}. Received: {received}.",
            hint,
        )
    expect(
        len(pairs) == len(expected),
        f"Expected {len(expected)} of {what}. Received: {len(pairs)}.",
        hint,
    )


def _sorted_pairs(matrix, count):
    """The pairs, one by one, by Python's own sort."""
    pairs = [(i, j, int(times)) for (i, j), times in np.ndenumerate(matrix) if i != j and times]
    return sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1]))[:count]


def _distinct_counts(num_classes: int, *, diagonal: int) -> Draw:
    """A matrix whose mistakes are all differently frequent, 1 to num_classes**2."""

    def draw(setting: Setting) -> np.ndarray:
        matrix = 1 + setting.rng.permutation(num_classes**2).reshape(num_classes, num_classes)
        np.fill_diagonal(matrix, diagonal)
        return matrix

    return Draw(draw)


def _few_mistakes() -> Draw:
    """A matrix of five classes with four mistakes, differently frequent."""

    def draw(setting: Setting) -> np.ndarray:
        matrix = np.diag(setting.rng.integers(20, 40, 5))
        places = setting.rng.choice(np.flatnonzero(~np.eye(5, dtype=bool)), 4, replace=False)
        matrix.flat[places] = 1 + setting.rng.permutation(4)
        return matrix

    return Draw(draw)


@check(evaluation.confused_pairs, ask=call(_distinct_counts(7, diagonal=0), 6))
def lists_the_most_frequent_first(answer, asked):
    """(right class, predicted class, how many), the most frequent mistake first."""
    _expect_pairs(
        answer,
        _sorted_pairs(asked.args[0], 6),
        "The row is the right class, the column the predicted one, both from 0. A mistake has a "
        "direction: (2, 5) and (5, 2) are two pairs. Sort by the count, downwards.",
    )


@check(evaluation.confused_pairs, ask=call(_distinct_counts(6, diagonal=500), 8))
def right_answers_are_no_mistakes(answer, asked):
    """What stands on the diagonal is not listed."""
    _expect_pairs(
        answer,
        _sorted_pairs(asked.args[0], 8),
        "Row i, column i: class i recognised as class i. Leave the diagonal out.",
    )


@check(
    evaluation.confused_pairs,
    # 144 places and two values: a sort that does not keep the order cannot be lucky.
    ask=call(random_matrix(12, low=1, high=2), 60),
)
def equal_ones_keep_the_order_of_the_matrix(answer, asked):
    """Of equally frequent pairs the lower right class comes first, then the lower predicted one."""
    _expect_pairs(
        answer,
        _sorted_pairs(asked.args[0], 60),
        "Turning a sorted list around turns equal ones around, too. Sort by -count, with "
        'np.argsort(..., kind="stable"), or by the tuple (-count, right, predicted).',
    )


@check(
    evaluation.confused_pairs,
    ask=call_each(variants=[{"matrix": _few_mistakes()}, {"matrix": np.diag([5, 3, 8])}]),
)
def leaves_out_what_never_occurs(answer, asked):
    """Four kinds of mistakes make a list of four, and no mistakes an empty list."""
    few, none = (variant["matrix"] for variant in asked.fields["variants"])
    hint = "A pair with a count of 0 never occurred. Stop, or filter, before you return it."
    _expect_pairs(answer[0], _sorted_pairs(few, 10), hint, "the four pairs there are")
    _expect_pairs(answer[1], _sorted_pairs(none, 10), hint, "the pairs of a perfect model")


@check(
    evaluation.confused_pairs,
    ask=call_each(_distinct_counts(5, diagonal=9), variants=[{"count": 1}, {"count": 4}, {}]),
)
def lists_as_many_as_asked_for(answer, asked):
    """`count` pairs, and 10 unless told otherwise."""
    for value, count in zip(answer, (1, 4, 10), strict=True):
        _expect_pairs(
            value,
            _sorted_pairs(asked.args[0], count),
            f"Here count is {count} and there are 20 kinds of mistakes: cut the sorted list off, "
            f"`[:count]`. Without an argument count is 10.",
            f"the pairs with count={count}",
        )


@check(
    evaluation.confused_pairs,
    ask=errors_from_each(
        np.array([[3, 2], [1, 4]]), variants=[{"count": count} for count in (0, -1)]
    ),
)
def refuses_to_list_none(answer):
    """A count below 1 is an error."""
    for told, count in zip(answer, (0, -1), strict=True):
        expect_error(
            told,
            "ValueError",
            when=f"count is {count}",
            hint="Test `if count < 1:` first, and `raise ValueError(...)`.",
        )


@check(evaluation.confused_pairs, ask=arguments_after(_distinct_counts(4, diagonal=7)))
def leaves_the_counts_unchanged(answer, asked):
    """The matrix passed in is the same afterwards."""
    _expect_unchanged(answer, asked)
