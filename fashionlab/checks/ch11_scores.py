"""Checks of chapter 11: top-k accuracy and superclasses."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

from typing import Any

import numpy as np
import sklearn.metrics

from fashionlab import evaluation
from fashionlab.checks.asserts import (
    Mismatch,
    expect,
    expect_array,
    expect_close,
    expect_equal,
    expect_error,
    expect_number,
    kind_of,
)
from fashionlab.checks.draws import Share, random_labels, random_probabilities
from fashionlab.checks.questions import (
    Draw,
    Question,
    Setting,
    arguments_after,
    call,
    call_each,
    call_with,
    errors_from_each,
)
from fashionlab.checks.registry import check


def _expect_unchanged(answer, asked, what):
    for received, given, name in zip(answer, asked.args, what, strict=True):
        expect_equal(
            received,
            given,
            what=f"the {name} passed in, after the call,",
            hint="array.sort() and `array[...] = ...` change the array that was passed in. "
            "np.sort and array.copy() give one of your own.",
        )


# --- evaluation.top_k_accuracy

# More images than classes: a k of 5 is too large for four classes, not for six images.
SIX_ROWS = np.eye(4)[[0, 1, 2, 3, 0, 1]]


@check(
    evaluation.top_k_accuracy,
    ask=call_each(
        random_probabilities(1000, 8),
        random_labels(1000, 8),
        variants=[{"k": 2}, {"k": 3}, {"k": 6}],
    ),
)
def counts_the_k_most_probable(answer, asked):
    """The share of images whose right class is among the k most probable."""
    probabilities, labels = asked.args
    for value, k in zip(answer, (2, 3, 6), strict=True):
        expect_close(
            value,
            sklearn.metrics.top_k_accuracy_score(labels, probabilities, k=k, labels=range(8)),
            what=f"the top-{k} accuracy",
            hint="np.argsort puts the smallest first: the k most probable are the last k. A share "
            "of all images, between 0 and 1.",
        )


def _mostly_right(count: int, num_classes: int, k: int) -> Share:
    """Draw probabilities and labels of which more than half are the most probable class.

    With labels that know nothing of the probabilities, the least probable class would be
    right as often as the most probable one, now and then to the image.
    """

    def share(setting: Setting) -> tuple[dict[str, Any], dict[str, Any]]:
        rows = setting.rng.dirichlet(np.ones(num_classes), size=count)
        others = setting.rng.integers(0, num_classes, count)
        labels = np.where(setting.rng.random(count) < 0.6, rows.argmax(axis=1), others)
        return {"args": (rows, labels), "kwargs": {"k": k}}, {}

    return share


@check(evaluation.top_k_accuracy, ask=call_with(_mostly_right(400, 5, k=1)))
def is_the_accuracy_when_k_is_1(answer, asked):
    """With k=1 it is the accuracy."""
    probabilities, labels = asked.args
    expect_close(
        answer,
        float(np.mean(probabilities.argmax(axis=1) == labels)),
        what="the top-1 accuracy",
        hint="One class may be named: the most probable one.",
    )


@check(
    evaluation.top_k_accuracy,
    ask=call_each(random_probabilities(60, 7), random_labels(60, 7), variants=[{"k": 7}]),
)
def all_classes_hold_the_right_one(answer):
    """When all classes may be named every answer is right."""
    expect_close(
        answer[0],
        1.0,
        what="the top-7 accuracy with 7 classes",
        hint="k may be as large as the number of classes, not larger.",
    )


def _rows_with_ties(count: int, num_classes: int) -> Draw:
    """Rows of eighths that sum to 1: many of them equal, all exact in binary."""

    def draw(setting: Setting) -> np.ndarray:
        return setting.rng.multinomial(8, np.full(num_classes, 1 / num_classes), count) / 8

    return Draw(draw)


@check(
    evaluation.top_k_accuracy,
    ask=call_each(
        _rows_with_ties(600, 10), random_labels(600, 10), variants=[{"k": 1}, {"k": 3}, {"k": 5}]
    ),
)
def of_equal_ones_the_lower_number_comes_first(answer, asked):
    """Of equally probable classes the one with the lower number is named first."""
    probabilities, labels = asked.args
    for value, k in zip(answer, (1, 3, 5), strict=True):
        named = [
            [number for _, number in sorted((-p, number) for number, p in enumerate(row))[:k]]
            for row in probabilities.tolist()
        ]
        expect_close(
            value,
            float(np.mean([label in each for label, each in zip(labels, named, strict=True)])),
            what=f"the top-{k} accuracy with many equal probabilities",
            hint="Exactly k classes are named, also where more are equally probable. Turning a "
            "sorted row around turns equal ones around, too: sort -probabilities, with "
            'kind="stable".',
        )


@check(
    evaluation.top_k_accuracy,
    ask=errors_from_each(SIX_ROWS, np.array([0, 1, 2, 0, 3, 1]), variants=[{"k": 5}, {"k": 100}]),
)
def refuses_more_classes_than_there_are(answer):
    """A k above the number of classes is an error."""
    for each, k in zip(answer, (5, 100), strict=True):
        expect_error(
            each,
            "ValueError",
            when=f"k is {k} and there are 4 classes",
            hint="A slice never complains, so the function has to: `raise ValueError(...)`.",
        )


@check(
    evaluation.top_k_accuracy,
    ask=errors_from_each(np.eye(4), np.array([0, 1, 2, 0]), variants=[{"k": 0}, {"k": -2}]),
)
def refuses_to_name_no_class(answer):
    """A k below 1 is an error."""
    for each, k in zip(answer, (0, -2), strict=True):
        expect_error(
            each,
            "ValueError",
            when=f"k is {k}",
            hint="Test both ends: `if not 1 <= k <= probabilities.shape[1]:`.",
        )


@check(
    evaluation.top_k_accuracy,
    ask=arguments_after(random_probabilities(20, 6), random_labels(20, 6)),
)
def leaves_the_rows_unchanged(answer, asked):
    """The arrays passed in are the same afterwards."""
    _expect_unchanged(answer, asked, ("probabilities", "labels"))


# --- evaluation.superclass_scores

SUM_HINT = (
    "A sum, not a mean, nor the most probable class alone. `sums[:, coarse_of_fine] += "
    "probabilities` adds only one class of each superclass: np.add.at, a loop over the classes, "
    "or a product with a table of zeros and ones adds all."
)
ORDER_HINT = (
    "Classes 0 to 3 are not the first superclass: coarse_of_fine[0] to coarse_of_fine[3] say "
    "where they belong."
)


def _table(setting: Setting, sizes: tuple[int, ...]) -> np.ndarray:
    """A table with so many classes in each superclass, mixed."""
    return setting.rng.permutation(np.repeat(np.arange(len(sizes)), sizes))


def _answers(count: int, *sizes: int, empty: tuple[int, ...] = (), uneven: bool = False) -> Share:
    """Draw probabilities, fine labels and a table with `sizes` classes in the superclasses.

    Args:
        count: Images.
        *sizes: Classes of each superclass.
        empty: Superclasses without images.
        uneven: Whether the last class has as many images as all others together.
    """

    def share(setting: Setting) -> tuple[dict[str, Any], dict[str, Any]]:
        table = _table(setting, sizes)
        fine = np.flatnonzero(~np.isin(table, empty))
        labels = setting.rng.choice(fine, count)
        if uneven:
            labels[: count // 2] = fine[-1]
        rows = setting.rng.dirichlet(np.ones(len(table)), count)
        # What a network says is better than chance: a third of the rows lean to the right class.
        rows[::3] *= 0.6
        rows[np.arange(0, count, 3), labels[::3]] += 0.4
        return {"args": (rows, labels, table), "kwargs": {}}, {}

    return share


def _thrice(*sizes: int) -> Question:
    """Ask three times, 300 images each: two ways may be right equally often by chance."""
    draw = _answers(300, *sizes)
    names = ("probabilities", "labels", "coarse_of_fine")
    return call_each(
        variants=Draw(
            lambda setting: [
                dict(zip(names, draw(setting)[0]["args"], strict=True)) for _ in range(3)
            ]
        )
    )


def _two(answer):
    """The answer as the accuracy and what should be the array."""
    told = "Expected a tuple (accuracy, per_superclass). Received: "
    if answer is None:
        raise Mismatch(f"{told}None.", "Did you forget the `return` statement?")
    if not isinstance(answer, (list, tuple)) or len(answer) != 2:
        raise Mismatch(f"{told}{kind_of(answer)}.", "`return accuracy, per_superclass`")
    return answer


def _hits(probabilities, labels, table):
    """Whether the superclass of each image is right, and which is the right one; by loops."""
    hits = []
    for row, label in zip(probabilities.tolist(), labels, strict=True):
        sums = [0.0] * (max(table) + 1)
        for probability, superclass in zip(row, table, strict=True):
            sums[superclass] += probability
        hits.append(sums.index(max(sums)) == table[label])
    return np.array(hits), np.array([table[label] for label in labels])


def _expect_accuracy(answer, given, hint):
    expect_close(
        expect_number(_two(answer)[0], what="the accuracy"),
        float(_hits(*given)[0].mean()),
        what="the share of images whose superclass is right",
        tolerance=1e-6,
        hint=hint,
    )


def _expect_per_superclass(answer, asked, hint):
    count = int(max(asked.args[2])) + 1
    hits, right = _hits(*asked.args)
    received = expect_array(
        _two(answer)[1],
        what="per_superclass",
        shape=(count,),
        hint=f"One number for each of {count} superclasses, also for one without images.",
    )
    expect(
        np.isfinite(received.astype(float)).all(),
        f"Expected a finite share for every superclass. Received: {received}.",
        "0 / 0 is nan. A superclass without images has 0.0: divide by np.maximum(support, 1).",
    )
    expected = [hits[right == s].mean() if (right == s).any() else 0.0 for s in range(count)]
    expect_close(received, expected, what="per_superclass", tolerance=1e-6, hint=hint)


@check(
    evaluation.superclass_scores,
    ask=call(np.array([[0.25, 0.25, 0.1, 0.4]]), np.array([0]), np.array([0, 0, 0, 1])),
)
def three_trees_outweigh_a_whale(answer):
    """0.25, 0.25 and 0.1 for trees are more than 0.4 for a whale."""
    expect_close(
        expect_number(_two(answer)[0], what="the accuracy"),
        1.0,
        what="the share of images whose superclass is right, for one image of an oak with 0.25, "
        "0.25, 0.1 for three trees and 0.4 for a whale,",
        hint="Add up the probabilities inside each superclass; then look for the largest sum.",
    )


@check(evaluation.superclass_scores, ask=_thrice(3, 5, 1, 4, 7))
def sums_inside_each_superclass(answer, asked):
    """The superclass with the largest sum of probabilities is the answer."""
    for value, given in zip(answer, asked.fields["variants"], strict=True):
        _expect_accuracy(value, given.values(), SUM_HINT)


@check(evaluation.superclass_scores, ask=_thrice(4, 4, 4, 4, 4))
def classes_need_not_stand_side_by_side(answer, asked):
    """Which classes belong together, coarse_of_fine says, not their order."""
    for value, given in zip(answer, asked.fields["variants"], strict=True):
        _expect_accuracy(value, given.values(), ORDER_HINT)


@check(evaluation.superclass_scores, ask=call_with(_answers(500, 2, 6, 3, uneven=True)))
def every_image_counts_the_same(answer, asked):
    """The accuracy is a share of all images, whatever superclass has how many."""
    _expect_accuracy(
        answer,
        asked.args,
        "Count the right answers and divide by all images. The mean of per_superclass is another "
        "number where superclasses have different numbers of images.",
    )


@check(evaluation.superclass_scores, ask=call_with(_answers(500, 3, 2, 6, 4, uneven=True)))
def a_share_of_the_superclass_s_own_images(answer, asked):
    """per_superclass: of the images of a superclass, how many were put into it."""
    _expect_per_superclass(
        answer,
        asked,
        "The images *of* superclass s are those with coarse_of_fine[labels] == s; not those that "
        "were put into it, and not all images.",
    )


@check(evaluation.superclass_scores, ask=call_with(_answers(300, 3, 2, 4, 3, empty=(1, 3))))
def a_superclass_without_images_has_0(answer, asked):
    """A superclass of which there is no image has 0.0, the last one too."""
    _expect_per_superclass(
        answer, asked, "Count the superclasses in coarse_of_fine, not in the labels."
    )


@check(
    evaluation.superclass_scores,
    ask=errors_from_each(
        np.eye(4),
        np.array([0, 1, 2, 1]),
        variants=[
            {"coarse_of_fine": np.array([0, 0, 1])},
            {"coarse_of_fine": np.array([0, 0, 1, 1, 2])},
        ],
    ),
)
def refuses_a_table_of_another_length(answer):
    """A table for three or five classes is an error when there are four."""
    for each, count in zip(answer, (3, 5), strict=True):
        expect_error(
            each,
            "ValueError",
            when=f"coarse_of_fine has {count} numbers and there are 4 classes",
            hint="Compare len(coarse_of_fine) with probabilities.shape[1] first, and "
            "`raise ValueError(...)`.",
        )


def _three_arrays() -> tuple[Draw, Draw, np.ndarray]:
    return random_probabilities(20, 6), random_labels(20, 6), np.array([1, 0, 1, 2, 0, 2])


@check(evaluation.superclass_scores, ask=arguments_after(*_three_arrays()))
def leaves_the_three_arrays_unchanged(answer, asked):
    """The arrays passed in are the same afterwards."""
    _expect_unchanged(answer, asked, ("probabilities", "labels", "coarse_of_fine"))
