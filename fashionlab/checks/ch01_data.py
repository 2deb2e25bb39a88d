"""Checks of chapter 1: scaling and one-hot labels."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import numpy as np

from fashionlab import pipelines
from fashionlab.checks.asserts import expect, expect_array, expect_close, expect_equal, expect_error
from fashionlab.checks.draws import random_labels, stored_images
from fashionlab.checks.questions import (
    Draw,
    arguments_after,
    call,
    errors_from_each,
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
    """Expect the images scaled, in this shape; the hint is for another shape."""
    values = expect_array(answer, what="the output", shape=shape, hint=hint)
    expect_close(
        values,
        asked.args[0].reshape(shape) / 255,
        what="the output",
        tolerance=1e-6,
        hint="The shape is right, the values are not: each is its pixel divided by 255.",
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


@check(pipelines.normalize, ask=call(stored_images(4, top=2)))
def dark_images_stay_dark(answer, asked):
    """Every image is divided by the same number, however dark it is."""
    values = expect_array(answer, what="the output")
    pixels = asked.args[0].size
    expect(
        values.size == pixels,
        f"Expected {pixels:,} numbers for {pixels:,} pixels. Received: {values.size:,}.",
    )
    expect_close(
        values.reshape(asked.args[0].shape),
        asked.args[0] / 255,
        what="the output for images with no pixel above 1",
        tolerance=1e-6,
        hint="Dividing by the largest value found would make dark images bright, and so would "
        "leaving them as they are. Stored images are divided by 255, whatever they show.",
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


def _labels(*labels):
    """Arguments with these labels, for four classes."""
    return {"labels": np.array(labels), "num_classes": 4}


_ROW_HINT = "A batch does not contain every class. The row length is num_classes."


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


@check(pipelines.one_hot, ask=call(Draw(lambda s: s.rng.integers(2, 5, 12)), 7))
def rows_have_num_classes_entries(answer, asked):
    """Rows have num_classes entries, also when some classes do not occur."""
    expect_array(
        answer,
        what="the output for labels 2 to 4 and num_classes=7",
        shape=(12, 7),
        hint=_ROW_HINT,
    )
    expect_equal(
        answer,
        np.eye(7)[asked.args[0]],
        what="the output for labels 2 to 4 and num_classes=7",
        hint="Label 2 has its 1 in the third place, also when no label is 0 or 1.",
    )


@check(pipelines.one_hot, ask=call(Draw(lambda s: s.rng.integers(0, 10, 8, dtype=np.uint8))))
def takes_labels_as_they_are_stored(answer, asked):
    """Labels stored as uint8 work, and the output is float32."""
    expect_array(answer, what="the output", shape=(8, 10), hint=_ROW_HINT)
    expect_array(
        answer, what="the output", dtype="float32", hint="np.zeros and np.eye take a dtype."
    )
    expect_equal(answer, np.eye(10)[asked.args[0]], what="the output")


@check(
    pipelines.one_hot,
    ask=errors_from_each(variants=[_labels(0, 4, 3), _labels(0, 6, 3)]),
)
def refuses_labels_that_are_too_large(answer):
    """A label of num_classes or more is an error."""
    for error, labels in zip(answer, ("[0, 4, 3]", "[0, 6, 3]"), strict=True):
        expect_error(
            error,
            "ValueError",
            when=f"labels are {labels} and num_classes is 4",
            hint="With 4 classes the labels are 0, 1, 2 and 3. Look for others first, and "
            "`raise ValueError(...)`; NumPy itself says IndexError, or nothing.",
        )


@check(
    pipelines.one_hot,
    ask=errors_from_each(variants=[_labels(3, -1, 1), _labels(3, -2, 1)]),
)
def refuses_negative_labels(answer):
    """A negative label is an error."""
    for error, labels in zip(answer, ("[3, -1, 1]", "[3, -2, 1]"), strict=True):
        expect_error(
            error,
            "ValueError",
            when=f"labels are {labels}",
            hint="An index of -1 means the last position in Python, so nothing complains by "
            "itself. Look for negative labels first, and `raise ValueError(...)`.",
        )
