"""Checks of chapter 3, "Why convolution": what a convolutional network computes."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import numpy as np
import scipy.signal

from fashionlab import models
from fashionlab.checks.asserts import expect_array, expect_close, expect_error
from fashionlab.checks.draws import random_scores
from fashionlab.checks.questions import arguments_after, call, call_each, error_from
from fashionlab.checks.registry import check

# --- models.convolve2d


def _slide(image, kernel, *, stride=1, padding="valid"):
    if padding == "same":
        image = np.pad(image, [(n // 2, n // 2) for n in kernel.shape])
    return scipy.signal.correlate2d(image, kernel, mode="valid")[::stride, ::stride]


def _expect_slide(answer, asked, hint):
    image, kernel = asked.args
    expected = _slide(image, kernel, **asked.kwargs)
    size_hint = (
        "There are (height - kh) // stride + 1 rows, with the height after padding. Columns alike."
    )
    if asked.kwargs.get("padding") == "same":
        size_hint += " Padding adds kh // 2 rows above and below, kw // 2 columns left and right."
    values = expect_array(answer, what="the output", shape=expected.shape, hint=size_hint)
    if values.dtype.kind in "iu":
        hint = "The output has whole numbers only: np.zeros makes floats unless a dtype is given."
    expect_close(values, expected, what="the output", tolerance=1e-4, hint=hint)


@check(models.convolve2d, ask=call(random_scores(7, 9), random_scores(3, 3)))
def sums_products_at_every_place(answer, asked):
    """Each output is the sum of a patch times the kernel, unflipped."""
    _expect_slide(
        answer,
        asked,
        "The top left output is the sum of image[:3, :3] * kernel. Keras does not flip the kernel.",
    )


@check(models.convolve2d, ask=call(random_scores(8, 6), random_scores(5, 3)))
def takes_kernels_that_are_not_square(answer, asked):
    """A kernel of 5 rows and 3 columns works."""
    _expect_slide(answer, asked, "Rows and columns each have their own kernel size.")


@check(models.convolve2d, ask=call(random_scores(9, 12), random_scores(3, 3), stride=2))
def moves_by_the_stride(answer, asked):
    """With stride=2 the kernel moves two rows and two columns at a time."""
    _expect_slide(
        answer,
        asked,
        "The output has (height - 3) // stride + 1 rows, and row i starts at row i * stride.",
    )


@check(models.convolve2d, ask=call(random_scores(6, 8), random_scores(3, 5), padding="same"))
def pads_with_zeros(answer, asked):
    """padding="same" keeps the image's size, as if it stood on black."""
    _expect_slide(answer, asked, "np.pad adds rows and columns; here of zeros, on all four sides.")


@check(models.convolve2d, ask=call(random_scores(5, 7), random_scores(1, 3), padding="same"))
def takes_kernels_of_one_row(answer, asked):
    """A kernel of 1 row and 3 columns works, also with padding="same"."""
    _expect_slide(
        answer,
        asked,
        "With kh = 1 nothing is added above and below. A slice up to -0 is empty: count from the "
        "front.",
    )


@check(
    models.convolve2d,
    ask=call(random_scores(8, 9), random_scores(3, 3), stride=3, padding="same"),
)
def combines_stride_and_padding(answer, asked):
    """The arguments stride and padding work together."""
    _expect_slide(answer, asked, "Pad first, kh // 2 and kw // 2 whatever the stride, then move.")


@check(models.convolve2d, ask=error_from(np.ones((5, 5)), np.ones((3, 3)), padding="full"))
def refuses_unknown_padding(answer):
    """A padding that is neither "valid" nor "same" is an error."""
    expect_error(
        answer,
        "ValueError",
        when='padding is "full"',
        hint='Test `padding not in ("valid", "same")` first, and `raise ValueError(...)`.',
    )


@check(
    models.convolve2d, ask=arguments_after(random_scores(5, 5), random_scores(3, 3), padding="same")
)
def leaves_image_and_kernel_unchanged(answer, asked):
    """Image and kernel are the same afterwards."""
    for after, before, what in zip(answer, asked.args, ("the image", "the kernel"), strict=True):
        expect_close(
            after,
            before,
            what=f"{what} passed in, after the call,",
            tolerance=0,
            hint="`image += ...` and `image[...] = ...` change the array that was passed in.",
        )


# --- models.max_pool2d


def _largest(image, pool_size=2, stride=None):
    windows = np.lib.stride_tricks.sliding_window_view(image, (pool_size, pool_size))
    step = stride or pool_size
    return windows[::step, ::step].max(axis=(2, 3))


@check(models.max_pool2d, ask=call(random_scores(8, 6)))
def keeps_the_largest_of_each_window(answer, asked):
    """Each 2x2 window gives its largest value."""
    expect_close(
        answer,
        _largest(asked.args[0]),
        what="the output",
        hint="The top left output is the largest of image[:2, :2]; the next window starts two "
        "columns further.",
    )


@check(models.max_pool2d, ask=call(random_scores(6, 6, scale=3.0, shift=-5000.0)))
def works_on_negative_values(answer, asked):
    """In an image of negative numbers the largest is still one of them."""
    expect_close(
        answer,
        _largest(asked.args[0]),
        what="the output for an image around -5,000",
        hint="A maximum that starts from 0, or from any other number, is wrong when every pixel is "
        "below it.",
    )


@check(models.max_pool2d, ask=call(random_scores(7, 9)))
def leaves_out_incomplete_windows(answer, asked):
    """7 rows and 9 columns make 3 rows and 4 columns; the rest is left out."""
    expect_close(
        answer,
        _largest(asked.args[0]),
        what="the output for 7 rows and 9 columns",
        hint="(7 - 2) // 2 + 1 = 3 rows. Nothing is added at the edges.",
    )


@check(
    models.max_pool2d,
    ask=call_each(random_scores(9, 8), variants=[{"pool_size": 3}, {"pool_size": 3, "stride": 2}]),
)
def pool_size_and_stride_are_separate(answer, asked):
    """Windows of 3x3 may move by 3 or, overlapping, by 2."""
    expect_close(
        answer[0],
        _largest(asked.args[0], 3),
        what="the output with pool_size=3 and no stride",
        hint="stride=None means pool_size: windows of 3x3 then move by 3.",
    )
    expect_close(
        answer[1],
        _largest(asked.args[0], 3, 2),
        what="the output with pool_size=3 and stride=2",
        hint="stride says how far a window moves, pool_size how big it is.",
    )


@check(models.max_pool2d, ask=arguments_after(random_scores(5, 5)))
def leaves_the_image_unchanged(answer, asked):
    """The image is the same afterwards."""
    expect_close(
        answer[0],
        asked.args[0],
        what="the image passed in, after the call,",
        tolerance=0,
        hint="`image[...] = ...` changes the array that was passed in. Make a new one.",
    )
