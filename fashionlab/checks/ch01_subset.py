"""Checks of chapter 1: choosing a stratified subset."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import numpy as np

from fashionlab import data
from fashionlab.checks.asserts import (
    counted,
    expect,
    expect_array,
    expect_equal,
    expect_error,
    kind_of,
)
from fashionlab.checks.questions import (
    Draw,
    Setting,
    arguments_after,
    call,
    call_each,
    error_from,
    errors_from_each,
)
from fashionlab.checks.registry import check

# Five classes, as a part of a data set with many may have.
CLASSES = np.array([2, 3, 17, 42, 99])
# Image i holds the number i everywhere, so that it can be recognised afterwards.
NUMBERED_IMAGES = np.arange(600, dtype=np.int32).reshape(600, 1, 1).repeat(2, axis=1)


def _uneven_labels(setting: Setting) -> np.ndarray:
    """600 labels of five classes with shares of about 40, 25, 20, 10 and 5 %, mixed.

    The shares of 100 examples are such that, rounded each on its own, they
    never add up to 100, and rounded down they leave two places free.
    """
    counts = np.array([240, 150, 120, 60, 30]) + setting.rng.permutation([4, 4, -2, -6, 0])
    return setting.rng.permutation(np.repeat(CLASSES, counts))


UNEVEN_LABELS = Draw(_uneven_labels)
SORTED_LABELS = Draw(lambda setting: np.sort(_uneven_labels(setting)))
SEED = Draw(lambda setting: int(setting.rng.integers(1, 1000)))


_SIZE_HINT = "Test `0 < size < len(labels)` first, and `raise ValueError(...)` if it is not so."


def _chosen(answer, asked):
    """The numbers of the chosen images, and as many labels."""
    expect(
        isinstance(answer, (list, tuple)) and len(answer) == 2,
        f"Expected two arrays, the images and their labels. Received: {_kind(answer)}.",
        "Did you forget to return both?",
    )
    images = expect_array(answer[0], what="the chosen images")
    expect(
        images.ndim == 3 and images.shape[1:] == (2, 1),
        f"Expected the chosen images to have shape (..., 2, 1), as those passed in. "
        f"Received: {images.shape}.",
        "The images come first, then their labels. An array indexed with an array of positions "
        "keeps its other axes.",
    )
    expect(
        len(images) <= len(asked.args[0]),
        f"Expected some of the {len(asked.args[0]):,} images. Received: {len(images):,}.",
        "Each image is chosen once at most.",
    )
    labels = expect_array(
        answer[1],
        what="the chosen labels",
        shape=(len(images),),
        hint="One label for each chosen image.",
    )
    numbers = images[:, 0, 0]
    known = np.isin(numbers, asked.args[0])
    expect(known.all(), "Expected the chosen images to be among those passed in, unchanged.")
    return numbers.astype(int), labels


def _kind(answer):
    if isinstance(answer, (list, tuple)):
        return counted(len(answer), "value")
    return kind_of(answer)


@check(data.stratified_subset, ask=call(NUMBERED_IMAGES, UNEVEN_LABELS, 100, seed=SEED))
def chooses_as_many_as_asked(answer, asked):
    """Exactly `size` examples are chosen."""
    numbers, _ = _chosen(answer, asked)
    expect(
        len(numbers) == 100,
        f"Expected 100 examples with size=100. Received: {len(numbers):,}.",
        "Shares that are each rounded may add up to more or less than the whole.",
    )


@check(
    data.stratified_subset,
    # Rounded up and cut off at random, the shares of 100 are kept, those of 29 two times in three,
    # of 13 one time in two, of 301 one in twelve: all of them in 1 of 50,000 cases.
    ask=call_each(
        NUMBERED_IMAGES,
        UNEVEN_LABELS,
        variants=[
            {"size": size, "seed": SEED} for size in (100, 100, 60, 29, 13, 13, 301, 301, 301)
        ],
    ),
)
def keeps_the_share_of_each_class(answer, asked):
    """Each class keeps its share of the examples, give or take one."""
    for value, variant in zip(answer, asked.fields["variants"], strict=True):
        _, labels = _chosen(value, asked)
        for class_ in CLASSES:
            fair = variant["size"] * np.mean(asked.args[1] == class_)
            received = int(np.sum(labels == class_))
            expect(
                abs(received - fair) <= 1 + 1e-9,
                f"Expected about {fair:.1f} examples of class {class_} among {variant['size']}. "
                f"Received: {received}.",
                "Choose from each class on its own: its share of all labels, times size.",
            )


@check(data.stratified_subset, ask=call(NUMBERED_IMAGES, UNEVEN_LABELS, 150, seed=SEED))
def keeps_each_image_with_its_label(answer, asked):
    """Every chosen image still has its own label."""
    numbers, labels = _chosen(answer, asked)
    expect_equal(
        labels,
        asked.args[1][numbers],
        what="the labels of the chosen images",
        hint="Mix images and labels with the same list of indices.",
    )


@check(
    data.stratified_subset,
    ask=call(NUMBERED_IMAGES, Draw(lambda s: _uneven_labels(s).astype(np.int32)), 75, seed=SEED),
)
def keeps_the_dtypes(answer, asked):
    """Images and labels are arrays of the dtypes they came with."""
    _chosen(answer, asked)
    for chosen, given, what in zip(answer, asked.args, ("images", "labels"), strict=False):
        expect_array(
            chosen,
            what=f"the chosen {what}",
            dtype=given.dtype.name,
            hint="An array indexed with an array of positions keeps its dtype.",
        )


@check(data.stratified_subset, ask=call(NUMBERED_IMAGES, UNEVEN_LABELS, 400, seed=SEED))
def chooses_no_example_twice(answer, asked):
    """No example is chosen twice."""
    numbers, _ = _chosen(answer, asked)
    different = len(set(numbers.tolist()))
    expect(
        different == len(numbers),
        f"Expected {counted(len(numbers), 'different image')}. "
        f"Received: {counted(different, 'different image')}.",
        "rng.choice draws with replacement unless told otherwise.",
    )


@check(data.stratified_subset, ask=call(NUMBERED_IMAGES, SORTED_LABELS, 200, seed=SEED))
def mixes_the_classes(answer, asked):
    """The examples come in random order, not class by class."""
    _, labels = _chosen(answer, asked)
    same = float(np.mean(labels[1:] == labels[:-1]))
    # Mixed, about 28 % of neighbours are of the same class; sorted, 98 %.
    expect(
        same < 0.6,
        f"Expected neighbours of mixed classes. Received: {same:.0%} of neighbours are the same.",
        "Here the data set itself is sorted by class. Mix the chosen indices at the end.",
    )


@check(
    data.stratified_subset,
    ask=call_each(NUMBERED_IMAGES, UNEVEN_LABELS, 60, variants=[{"seed": 0}, {"seed": 0}]),
)
def same_seed_same_choice(answer, asked):
    """The same seed chooses the same examples in the same order."""
    first, second = (_chosen(value, asked)[0] for value in answer)
    expect(
        np.array_equal(first, second),
        "Expected two calls with seed=0 to choose the same examples in the same order. Received: "
        + ("another order." if set(first) == set(second) else "other examples."),
        "Make a new generator from the seed in each call: np.random.default_rng(seed).",
    )


@check(
    data.stratified_subset,
    ask=call_each(NUMBERED_IMAGES, UNEVEN_LABELS, 60, variants=[{"seed": 1}, {"seed": 2}]),
)
def another_seed_another_choice(answer, asked):
    """Another seed chooses other examples."""
    first, second = (_chosen(value, asked)[0] for value in answer)
    expect(
        set(first.tolist()) != set(second.tolist()),
        "Expected seed=1 and seed=2 to choose different examples. Received: the same ones.",
        "Is the seed used when choosing, or only when mixing?",
    )


@check(
    data.stratified_subset,
    ask=arguments_after(NUMBERED_IMAGES, UNEVEN_LABELS, 50, seed=SEED),
)
def leaves_images_and_labels_unchanged(answer, asked):
    """The images and labels passed in are the same afterwards."""
    for after, before, what in zip(answer, asked.args, ("the images", "the labels"), strict=False):
        expect_equal(
            after,
            before,
            what=f"{what} passed in, after the call,",
            hint="rng.shuffle(a) mixes the array that was passed in. rng.permutation(a) makes a "
            "new one.",
        )


@check(data.stratified_subset, ask=error_from(NUMBERED_IMAGES, UNEVEN_LABELS, 601))
def refuses_more_than_there_are(answer):
    """Asking for more examples than there are is an error."""
    expect_error(answer, "ValueError", when="601 of 600 examples are asked for", hint=_SIZE_HINT)


@check(data.stratified_subset, ask=error_from(NUMBERED_IMAGES, UNEVEN_LABELS, 600))
def refuses_all_there_are(answer):
    """Asking for all examples is an error: the result would be no smaller."""
    expect_error(answer, "ValueError", when="600 of 600 examples are asked for", hint=_SIZE_HINT)


@check(
    data.stratified_subset,
    ask=errors_from_each(
        NUMBERED_IMAGES, UNEVEN_LABELS, variants=[{"size": size} for size in (0, -5)]
    ),
)
def refuses_an_empty_choice(answer):
    """Asking for no examples is an error, and so is asking for fewer."""
    for told, size in zip(answer, (0, -5), strict=True):
        expect_error(told, "ValueError", when=f"size is {size}", hint=_SIZE_HINT)
