"""Checks of chapter 1, "Images as tensors"."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import numpy as np

from fashionlab import data, pipelines
from fashionlab.checks.asserts import expect, expect_array, expect_close, expect_equal, expect_error
from fashionlab.checks.draws import random_labels, stored_images
from fashionlab.checks.questions import (
    Draw,
    Setting,
    arguments_after,
    call,
    call_each,
    error_from,
)
from fashionlab.checks.registry import check

# --- pipelines.normalize

ALL_PIXEL_VALUES = np.arange(256, dtype=np.uint8).reshape(1, 16, 16)


@check(pipelines.normalize, ask=call(ALL_PIXEL_VALUES))
def divides_by_255(answer):
    """Black becomes 0, white becomes 1, everything else lies in proportion."""
    values = expect_array(answer, what="the output").reshape(-1)
    expect(values.size == 256, f"Expected 256 numbers for 256 pixels. Received: {values.size}.")
    expect_close(
        values,
        np.arange(256) / 255,
        what="the pixel values 0, 1, ..., 255",
        tolerance=1e-6,
        hint="The largest stored value is 255. What should it become? Convert to float first, and "
        "divide with a single slash.",
    )


@check(pipelines.normalize, ask=call(stored_images(5)))
def gives_grey_images_a_channel(answer, asked):
    """Grey images, shape (n, height, width), become (n, height, width, 1)."""
    _expect_scaled(
        answer,
        asked,
        (5, 28, 28, 1),
        "A Keras layer expects (batch, height, width, channels). np.newaxis adds an axis.",
    )


def _expect_scaled(answer, asked, shape, hint):
    values = expect_array(answer, what="the output", shape=shape, hint=hint)
    expect_close(
        values, asked.args[0].reshape(shape) / 255, what="the output", tolerance=1e-6, hint=hint
    )


@check(pipelines.normalize, ask=call(stored_images(4, (9, 3))))
def counts_axes_to_find_grey_images(answer, asked):
    """Grey images of 9x3 pixels get a channel too: three axes mean grey."""
    _expect_scaled(
        answer, asked, (4, 9, 3, 1), "Count the axes, images.ndim. Their lengths can be anything."
    )


@check(pipelines.normalize, ask=call(stored_images(3, (8, 6, 3))))
def leaves_colour_channels_alone(answer, asked):
    """Colour images keep their shape (n, height, width, channels)."""
    _expect_scaled(
        answer, asked, (3, 8, 6, 3), "Only grey images, with three axes, lack a channel axis."
    )


@check(pipelines.normalize, ask=call(stored_images(2, (5, 7, 4))))
def takes_any_number_of_channels(answer, asked):
    """Images of four channels keep their shape: four axes mean colour."""
    _expect_scaled(
        answer, asked, (2, 5, 7, 4), "Count the axes, images.ndim. Their lengths can be anything."
    )


@check(pipelines.normalize, ask=call(stored_images(4)))
def returns_float32(answer):
    """The output is float32."""
    expect_array(
        answer,
        what="the output",
        dtype="float32",
        hint="NumPy divides in float64, which takes twice the memory. astype changes the dtype.",
    )


@check(pipelines.normalize, ask=call(stored_images(4, top=100)))
def dark_images_stay_dark(answer, asked):
    """Every image is divided by the same number, however dark it is."""
    values = expect_array(answer, what="the output")
    expect(values.size == asked.args[0].size, "Expected as many numbers as pixels.")
    expect_close(
        values.reshape(asked.args[0].shape),
        asked.args[0] / 255,
        what="the output for images with no pixel above 99",
        tolerance=1e-6,
        hint="Dividing by the largest value found would make dark images bright.",
    )


@check(pipelines.normalize, ask=arguments_after(stored_images(2)))
def leaves_stored_images_unchanged(answer, asked):
    """The images passed in are the same afterwards."""
    expect_equal(
        answer[0],
        asked.args[0],
        what="the images passed in, after the call,",
        hint="`images[...] = ...` changes the array that was passed in. Make a new one.",
    )


# --- pipelines.one_hot


@check(pipelines.one_hot, ask=call(random_labels(30)))
def puts_a_one_at_the_label(answer, asked):
    """Row i has a 1 at position labels[i] and 0 elsewhere."""
    hint = "One row for each label, one column for each class."
    expect_array(answer, what="the output", shape=(30, 10), hint=hint)
    expect_equal(
        answer,
        np.eye(10)[asked.args[0]],
        what="the output",
        hint="Label 2 has its 1 in the third place: counting starts at 0.",
    )


@check(pipelines.one_hot, ask=call(random_labels(12, 3), 7))
def rows_have_num_classes_entries(answer, asked):
    """Rows have num_classes entries, also when some classes do not occur."""
    expect_array(
        answer,
        what="the output for labels 0 to 2 and num_classes=7",
        shape=(12, 7),
        hint="A batch does not contain every class. The row length is num_classes.",
    )
    expect_equal(answer, np.eye(7)[asked.args[0]], what="the output")


@check(pipelines.one_hot, ask=call(Draw(lambda s: s.rng.integers(0, 10, 8, dtype=np.uint8))))
def takes_labels_as_they_are_stored(answer, asked):
    """Labels stored as uint8 work, and the output is float32."""
    expect_array(
        answer,
        what="the output",
        shape=(8, 10),
        dtype="float32",
        hint="np.zeros and np.eye take a dtype.",
    )
    expect_equal(answer, np.eye(10)[asked.args[0]], what="the output")


@check(pipelines.one_hot, ask=error_from(np.array([0, 3, 4]), 4))
def refuses_labels_that_are_too_large(answer):
    """A label of num_classes or more is an error."""
    expect_error(
        answer,
        "ValueError",
        when="labels are [0, 3, 4] and num_classes is 4",
        hint="With 4 classes the labels are 0, 1, 2 and 3. Look for others first, and "
        "`raise ValueError(...)`; NumPy itself says IndexError, or nothing.",
    )


@check(pipelines.one_hot, ask=error_from(np.array([3, -1]), 10))
def refuses_negative_labels(answer):
    """A negative label is an error."""
    expect_error(
        answer,
        "ValueError",
        when="labels are [3, -1]",
        hint="An index of -1 means the last position in Python, so nothing complains by itself. "
        "Look for negative labels first, and `raise ValueError(...)`.",
    )


# --- data.stratified_subset

# Image i holds the number i everywhere, so that it can be recognised afterwards.
NUMBERED_IMAGES = np.arange(600, dtype=np.int32).reshape(600, 1, 1).repeat(2, axis=1)


def _uneven_labels(setting: Setting) -> np.ndarray:
    """600 labels of five classes with shares of about 40, 25, 20, 10 and 5 %, mixed.

    The shares of 100 examples are such that, rounded each on its own, they
    never add up to 100, and rounded down they leave two places free.
    """
    counts = np.array([240, 150, 120, 60, 30]) + setting.rng.permutation([4, 4, -2, -6, 0])
    return setting.rng.permutation(np.repeat(np.arange(5), counts))


UNEVEN_LABELS = Draw(_uneven_labels)
SORTED_LABELS = Draw(lambda setting: np.sort(_uneven_labels(setting)))
SEED = Draw(lambda setting: int(setting.rng.integers(1, 1000)))


_SIZE_HINT = "Test `0 < size < len(labels)` first, and `raise ValueError(...)` if it is not so."


def _chosen(answer, asked, size):
    """The numbers of the chosen images, and the chosen labels."""
    expect(
        isinstance(answer, (list, tuple)) and len(answer) == 2,
        "Expected two arrays, the images and their labels.",
        "Did you forget to return both?",
    )
    hint = "Parts that were each rounded may add up to one more or less than the whole."
    images = expect_array(answer[0], what="the chosen images", shape=(size, 2, 1), hint=hint)
    labels = expect_array(answer[1], what="the chosen labels", shape=(size,), hint=hint)
    numbers = images[:, 0, 0]
    known = np.isin(numbers, asked.args[0])
    expect(known.all(), "Expected the chosen images to be among those passed in, unchanged.")
    return numbers.astype(int), labels


@check(
    data.stratified_subset,
    # An unfair choice is within one of the shares in 1 of 100 cases, and in all three never.
    ask=call_each(NUMBERED_IMAGES, UNEVEN_LABELS, 100, variants=[{"seed": SEED}] * 3),
)
def keeps_the_share_of_each_class(answer, asked):
    """Each class keeps its share of the examples, give or take one."""
    for value in answer:
        _, labels = _chosen(value, asked, 100)
        for class_ in range(5):
            fair = 100 * np.mean(asked.args[1] == class_)
            received = int(np.sum(labels == class_))
            expect(
                abs(received - fair) <= 1 + 1e-9,
                f"Expected about {fair:.1f} examples of class {class_} among 100. "
                f"Received: {received}.",
                "Choose from each class on its own: its share of all labels, times size.",
            )


@check(data.stratified_subset, ask=call(NUMBERED_IMAGES, UNEVEN_LABELS, 150, seed=SEED))
def keeps_each_image_with_its_label(answer, asked):
    """Every chosen image still has its own label."""
    numbers, labels = _chosen(answer, asked, 150)
    expect_equal(
        labels,
        asked.args[1][numbers],
        what="the labels of the chosen images",
        hint="Mix images and labels with the same list of indices.",
    )


@check(data.stratified_subset, ask=call(NUMBERED_IMAGES, UNEVEN_LABELS, 75, seed=SEED))
def keeps_the_dtypes(answer, asked):
    """Images and labels are arrays of the dtypes they came with."""
    _chosen(answer, asked, 75)
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
    numbers, _ = _chosen(answer, asked, 400)
    expect(
        len(set(numbers.tolist())) == 400,
        f"Expected 400 different images. Received: {len(set(numbers.tolist()))} different ones.",
        "rng.choice draws with replacement unless told otherwise.",
    )


@check(data.stratified_subset, ask=call(NUMBERED_IMAGES, SORTED_LABELS, 200, seed=SEED))
def mixes_the_classes(answer, asked):
    """The examples come in random order, not class by class."""
    _, labels = _chosen(answer, asked, 200)
    same = float(np.mean(labels[1:] == labels[:-1]))
    # Mixed, about 28 % of neighbours are of the same class; sorted, 98 %.
    expect(
        same < 0.6,
        f"Expected neighbours of mixed classes. Received: {same:.0%} of neighbours are the same.",
        "Here the data set itself is sorted by class. Mix the chosen indices at the end.",
    )


@check(
    data.stratified_subset,
    ask=call_each(NUMBERED_IMAGES, UNEVEN_LABELS, 60, variants=[{"seed": 5}, {"seed": 5}]),
)
def same_seed_same_choice(answer, asked):
    """The same seed chooses the same examples in the same order."""
    first, second = (_chosen(value, asked, 60)[0] for value in answer)
    expect_equal(
        second,
        first,
        what="the second choice with seed=5",
        hint="Make a new generator from the seed: np.random.default_rng(seed).",
    )


@check(
    data.stratified_subset,
    ask=call_each(NUMBERED_IMAGES, UNEVEN_LABELS, 60, variants=[{"seed": 1}, {"seed": 2}]),
)
def another_seed_another_choice(answer, asked):
    """Another seed chooses other examples."""
    first, second = (_chosen(value, asked, 60)[0] for value in answer)
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
    """Asking for all examples is an error: that would be no smaller set."""
    expect_error(answer, "ValueError", when="600 of 600 examples are asked for", hint=_SIZE_HINT)


@check(data.stratified_subset, ask=error_from(NUMBERED_IMAGES, UNEVEN_LABELS, 0))
def refuses_an_empty_choice(answer):
    """Asking for no examples is an error."""
    expect_error(answer, "ValueError", when="size is 0", hint=_SIZE_HINT)
