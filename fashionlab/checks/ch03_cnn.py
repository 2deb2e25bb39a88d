"""Checks of chapter 3, "Why convolution"."""

import numpy as np
import scipy.signal
import sklearn.metrics

from fashionlab import evaluation, models
from fashionlab.checks.asserts import expect, expect_array, expect_close, expect_equal, expect_error
from fashionlab.checks.draws import random_images, random_labels, random_scores, same_images, subset
from fashionlab.checks.networks import (
    expect_dropout_in_training_only,
    expect_learned,
    expect_learned_by_heart,
    expect_probabilities,
    expect_rate_matters,
)
from fashionlab.checks.questions import (
    arguments_after,
    call,
    call_each,
    describe,
    error_from,
    predict,
    train_then_predict,
)
from fashionlab.checks.registry import check

# --- models.convolve2d


def _slide(image, kernel, *, stride=1, padding="valid"):
    if padding == "same":
        image = np.pad(image, [(n // 2, n // 2) for n in kernel.shape])
    return scipy.signal.correlate2d(image, kernel, mode="valid")[::stride, ::stride]


def _expect_slide(answer, asked, hint):
    image, kernel = asked.args
    expected = _slide(image, kernel, **asked.kwargs)
    expect_array(answer, what="the output", shape=expected.shape, hint=hint)
    expect_close(answer, expected, what="the output", tolerance=1e-4, hint=hint)


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
    _expect_slide(answer, asked, "The output's size is (height - 3) // stride + 1.")


@check(models.convolve2d, ask=call(random_scores(6, 8), random_scores(3, 5), padding="same"))
def pads_with_zeros(answer, asked):
    """padding="same" keeps the image's size, as if it stood on black."""
    _expect_slide(answer, asked, "np.pad adds rows and columns; here of zeros, on all four sides.")


@check(
    models.convolve2d,
    ask=call(random_scores(8, 9), random_scores(3, 3), stride=3, padding="same"),
)
def combines_stride_and_padding(answer, asked):
    """stride and padding work together."""
    _expect_slide(answer, asked, "Pad first, then move.")


@check(models.convolve2d, ask=error_from(np.ones((5, 5)), np.ones((3, 3)), padding="full"))
def refuses_unknown_padding(answer):
    """A padding that is neither "valid" nor "same" is an error."""
    expect_error(answer, "ValueError", when='padding is "full"')


@check(
    models.convolve2d, ask=arguments_after(random_scores(5, 5), random_scores(3, 3), padding="same")
)
def leaves_image_and_kernel_unchanged(answer, asked):
    """Image and kernel are the same afterwards."""
    for after, before, what in zip(answer, asked.args, ("the image", "the kernel")):
        expect_close(after, before, what=f"{what} passed in, after the call", tolerance=0)


# --- models.max_pool2d


def _largest(image, pool_size=2, stride=None):
    windows = np.lib.stride_tricks.sliding_window_view(image, (pool_size, pool_size))
    step = stride or pool_size
    return windows[::step, ::step].max(axis=(2, 3))


@check(models.max_pool2d, ask=call(random_scores(8, 6)))
def keeps_the_largest_of_each_window(answer, asked):
    """Each 2x2 window gives its largest value."""
    expected = _largest(asked.args[0])
    expect_array(answer, what="the output", shape=expected.shape)
    expect_close(answer, expected, what="the output")


@check(models.max_pool2d, ask=call(random_scores(6, 6, scale=1.0, shift=-20.0)))
def works_on_negative_values(answer, asked):
    """In an image of negative numbers the largest is still one of them."""
    expect_close(
        answer,
        _largest(asked.args[0]),
        what="the output for an image around -20",
        hint="A maximum that starts from 0 is wrong when every number is below it.",
    )


@check(models.max_pool2d, ask=call(random_scores(7, 9)))
def leaves_out_incomplete_windows(answer, asked):
    """7 rows and 9 columns make 3 rows and 4 columns; the rest is left out."""
    expected = _largest(asked.args[0])
    expect_array(
        answer,
        what="the output for 7 rows and 9 columns",
        shape=expected.shape,
        hint="(7 - 2) // 2 + 1 = 3",
    )
    expect_close(answer, expected, what="the output")


@check(
    models.max_pool2d,
    ask=call_each(random_scores(9, 8), variants=[{"pool_size": 3}, {"pool_size": 3, "stride": 2}]),
)
def pool_size_and_stride_are_separate(answer, asked):
    """Windows of 3x3 may move by 3 or, overlapping, by 2."""
    for value, stride in zip(answer, (3, 2)):
        expected = _largest(asked.args[0], 3, stride)
        what = f"the output with pool_size=3 and stride={stride}"
        expect_array(value, what=what, shape=expected.shape)
        expect_close(
            value, expected, what=what, hint="stride says how far a window moves, not how big it is"
        )


@check(models.max_pool2d, ask=arguments_after(random_scores(5, 5)))
def leaves_the_image_unchanged(answer, asked):
    """The image is the same afterwards."""
    expect_close(answer[0], asked.args[0], what="the image passed in, after the call", tolerance=0)


# --- models.build_cnn


@check(models.build_cnn, ask=predict(random_images(8), {"num_classes": 7}))
def rows_are_probabilities(answer):
    """The output has one probability per class; each row sums to 1."""
    expect_probabilities(answer, (1, 8, 7))


@check(
    models.build_cnn,
    ask=predict(random_images(4, (20, 24, 3)), {"input_shape": (20, 24, 3), "num_classes": 3}),
)
def takes_other_image_sizes(answer):
    """input_shape decides which images the network takes."""
    expect_probabilities(answer, (1, 4, 3))


def cnn_parameters(filters, hidden_units, side=28, channels=1, num_classes=10):
    """Weights and biases of 3x3 convolutions, each halved by pooling, and two dense layers."""
    total = 0
    for count in filters:
        total += (9 * channels + 1) * count
        side, channels = (side - 2) // 2, count
    flat = side * side * channels
    return total + (flat + 1) * hidden_units + (hidden_units + 1) * num_classes


CNN_SIZES = (((8,), 32), ((32, 64), 128), ((16, 64, 64), 32))


@check(
    models.build_cnn,
    ask=describe(*({"filters": filters, "hidden_units": units} for filters, units in CNN_SIZES)),
)
def filters_and_hidden_units_set_the_sizes(answer):
    """filters and hidden_units decide how many layers there are and how large."""
    for (filters, units), described in zip(CNN_SIZES, answer):
        expected = cnn_parameters(filters, units)
        received = described["parameters"]
        # 15 % leaves room for normalisation layers.
        expect(
            abs(received - expected) <= 0.15 * expected,
            f"Expected about {expected:,} parameters with filters={filters} and "
            f"hidden_units={units}. Received: {received:,}.",
            "For each number in filters: a 3x3 convolution without padding, then 2x2 pooling.",
        )


@check(
    models.build_cnn,
    ask=predict(random_images(16), {"dropout_rate": 0.5}, training=True, times=2),
)
def dropout_is_on_in_training(answer):
    """With dropout_rate=0.5 two passes in training differ, and rows still sum to 1."""
    expect_dropout_in_training_only(answer, training=True)


@check(models.build_cnn, ask=predict(random_images(16), {"dropout_rate": 0.5}, times=2))
def dropout_is_off_in_use(answer):
    """Outside training the same image gives the same answer."""
    expect_dropout_in_training_only(answer, training=False)


@check(
    models.build_cnn,
    ask=predict(
        random_images(16), {"dropout_rate": 0.1}, {"dropout_rate": 0.8}, training=True, times=12
    ),
)
def dropout_rate_is_the_share_dropped(answer):
    """A larger dropout_rate drops more: answers in training vary more."""
    expect_rate_matters(answer)


@check(models.build_cnn, ask=error_from(filters=()))
def refuses_no_convolutions(answer):
    """An empty filters is an error."""
    expect_error(answer, "ValueError", when="filters is ()")


@check(
    models.build_cnn,
    ask=train_then_predict(
        same_images(20), build={"dropout_rate": 0.0}, epochs=1, batch_size=20, repeat=200
    ),
)
def learns_twenty_images_by_heart(answer, asked):
    """After 200 steps on 20 images it knows them by heart."""
    expect_learned_by_heart(answer, asked)


@check(models.build_cnn, ask=train_then_predict(subset(2000, 1000), epochs=4))
def learns_garments(answer, asked):
    """Trained on 2,000 images for 4 epochs, it recognises garments it never saw."""
    expect_learned(answer, asked, "models.build_cnn.learns_garments")


# --- evaluation.confusion_matrix


def _counts(asked, num_classes=10):
    return sklearn.metrics.confusion_matrix(*asked.args[:2], labels=list(range(num_classes)))


@check(evaluation.confusion_matrix, ask=call(random_labels(200), random_labels(200)))
def counts_every_pair(answer, asked):
    """Row i, column j counts the examples of class i predicted as class j."""
    expect_array(answer, what="the matrix", shape=(10, 10))
    expect_equal(
        answer,
        _counts(asked),
        what="the matrix",
        hint="Rows are the right classes, columns the predicted ones. Every pair counts, also "
        "when it comes again.",
    )


@check(evaluation.confusion_matrix, ask=call(random_labels(15, 3), random_labels(15, 3), 6))
def has_a_row_for_every_class(answer, asked):
    """There are num_classes rows and columns, also for classes that do not occur."""
    expect_array(
        answer,
        what="the matrix for labels 0 to 2 and num_classes=6",
        shape=(6, 6),
        hint="The size is num_classes, not the largest label found.",
    )
    expect_equal(answer, _counts(asked, 6), what="the matrix")


@check(evaluation.confusion_matrix, ask=call(random_labels(40, 4), random_labels(40, 4), 4))
def holds_whole_numbers(answer):
    """The counts are integers."""
    expect_array(answer, what="the matrix", shape=(4, 4), dtype="integer")
