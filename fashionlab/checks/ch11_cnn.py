"""Checks of chapter 11: the network for small colour images."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

from typing import Any

import numpy as np

from fashionlab import models
from fashionlab.checks.asserts import expect, expect_error
from fashionlab.checks.draws import random_images, repeated_images
from fashionlab.checks.networks import expect_averages, expect_probabilities, expect_rows
from fashionlab.checks.one_filter import (
    expect_bends,
    least_share_without_an_answer,
    most_common_shares,
    pairs_and_middles,
    share_without_an_answer,
)
from fashionlab.checks.questions import Draw, Setting, describe, error_from, predict
from fashionlab.checks.registry import check

# --- models.build_adapted_cnn


@check(
    models.build_adapted_cnn,
    ask=predict(
        random_images(6, (16, 16, 3)),
        {"input_shape": (16, 16, 3), "num_classes": 7, "filters": (8, 16)},
    ),
)
def rows_are_probabilities(answer):
    """The output has one probability per class; each row sums to 1."""
    expect_probabilities(answer, (1, 6, 7))


@check(
    models.build_adapted_cnn,
    ask=predict(
        random_images(4, (8, 12, 1)),
        {"input_shape": (8, 12, 1), "num_classes": 3, "filters": (4, 4, 4)},
    ),
)
def padding_leaves_room_for_three_blocks(answer):
    """Grey images of 8x12 go through three blocks: only pooling makes them smaller."""
    expect_probabilities(answer, (1, 4, 3))


def adapted_parameters(input_shape=(32, 32, 3), num_classes=100, filters=(32, 64, 128)):
    """What training moves: two convolutions a block with scales and offsets, one dense layer."""
    total, channels = 0, input_shape[-1]
    for count in filters:
        total += (9 * channels + 1) * count + (9 * count + 1) * count + 4 * count
        channels = count
    return total + (channels + 1) * num_classes


SIZES: tuple[dict[str, Any], ...] = (
    {"input_shape": (32, 32, 3)},
    {"input_shape": (16, 16, 3), "filters": (24,), "num_classes": 50},
    {"input_shape": (24, 24, 1), "filters": (8, 8, 32), "num_classes": 20},
)


@check(models.build_adapted_cnn, ask=describe(*SIZES))
def filters_set_the_sizes(answer):
    """Filters decides how many blocks there are; the defaults stay in the budget."""
    for build, described in zip(SIZES, answer, strict=True):
        expected, received = adapted_parameters(**build), described["parameters"]
        given = ", ".join(f"{name}={value}" for name, value in build.items())
        # 5 % leaves room for convolutions without bias.
        expect(
            abs(received - expected) <= 0.05 * expected,
            f"Expected about {expected:,} parameters that training moves, with {given}. "
            f"Received: {received:,}.",
            "For each number in filters two 3x3 convolutions, each with batch normalization. Then "
            "GlobalAveragePooling2D, not Flatten, and the output layer alone.",
        )


@check(models.build_adapted_cnn, ask=describe(*SIZES))
def normalizes_every_convolution(answer):
    """Batch normalization keeps a mean and a variance for every filter of every convolution."""
    for build, described in zip(SIZES, answer, strict=True):
        filters = build.get("filters", (32, 64, 128))
        expect_averages(described["averages"], 2 * 2 * sum(filters), f"filters={filters}")


@check(
    models.build_adapted_cnn,
    ask=predict(
        pairs_and_middles(192),
        *[{"input_shape": (2, 2, 1), "num_classes": 3, "filters": (1,)}] * 8,
        reseed=True,
    ),
)
def both_convolutions_bend(answer):
    """Each of the two convolutions of a block has an activation."""
    expect_bends(answer)


def _dark_to_bright(count: int) -> Draw:
    """Colour images in [0, 1], from dark to bright; then the same a thousand times brighter."""

    def draw(setting: Setting) -> np.ndarray:
        images = setting.rng.random((count, 16, 16, 3)) * np.linspace(0, 1, count).reshape(
            -1, 1, 1, 1
        )
        return np.concatenate([images, 1000 * images]).astype(np.float32)

    return Draw(draw)


@check(
    models.build_adapted_cnn,
    ask=predict(
        _dark_to_bright(12),
        *[{"input_shape": (16, 16, 3), "num_classes": 10, "filters": (16, 32)}] * 2,
        reseed=True,
    ),
)
def tells_images_apart_from_the_start(answer):
    """Untrained it already says more of a bright image than of a dark one; softmax comes once."""
    spreads, surest, different = [], [], []
    for rows in answer:
        expect_rows(rows)
        expect(
            rows.shape[1] == 24, f"Expected one row per image. Received: shape {rows.shape[1:]}."
        )
        images, glaring = np.split(rows[0].astype(np.float64), 2)
        odds = np.log(np.maximum(images, 1e-30))
        spreads.append((odds - odds.mean(axis=1, keepdims=True)).std())
        surest.append(glaring.max())
        different.append(len(np.unique(images[-1])))
    # Measured, alternatives x 3 seeds: 0.008 and more; divided by 255 once more, 0.0005 at most.
    expect(
        np.median(spreads) > 0.002,
        f"Expected dark and bright images to get different answers, with log-odds that differ by "
        f"more than 0.002. Received: {np.median(spreads):.2g}.",
        "The images come in [0, 1]. Dividing them by 255 again, with Rescaling for example, leaves "
        "next to nothing of them.",
    )
    expect(
        min(different) == 10,
        f"Expected ten classes to have ten different probabilities. Received: {min(different)} "
        f"different ones.",
        "ReLU before softmax makes all scores below 0 the same. The last dense layer has softmax "
        "alone.",
    )
    # Softmax applied twice cannot give more than e / (e + 9) = 0.23.
    expect(
        max(surest) > 0.5,
        f"Expected the answer to a glaring image to be sure, above 0.5. Received: "
        f"{max(surest):.2f} at most.",
        "Is softmax applied twice? Then no probability can grow.",
    )


SMALL = {"input_shape": (8, 8, 3), "num_classes": 5, "filters": (4, 8)}
SIXTEEN = random_images(16, (8, 8, 3))


def _difference(answer: list[np.ndarray]) -> float:
    (rows,) = answer
    expect_rows(rows)
    return float(np.abs(rows - rows[0]).max())


@check(
    models.build_adapted_cnn,
    ask=predict(SIXTEEN, {**SMALL, "dropout_rate": 0.0}, training=True, times=2),
)
def a_rate_of_0_drops_nothing(answer):
    """With dropout_rate=0 two passes in training agree: nothing is dropped anywhere."""
    difference = _difference(answer)
    expect(
        difference < 1e-5,
        f"Expected two passes in training to agree, with dropout_rate=0. Received: a difference "
        f"of {difference:.3g}.",
        "Every rate is a share of dropout_rate, none a fixed number.",
    )


@check(
    models.build_adapted_cnn,
    ask=predict(SIXTEEN, {**SMALL, "dropout_rate": 0.0}, training=True, parts=(1, 2)),
)
def normalizes_over_the_batch_in_training(answer):
    """In training the answer for an image depends on its batch: batch normalization."""
    expect(
        _difference(answer) > 1e-5,
        "Expected 16 images in one batch and in two batches of 8 to give different answers in "
        "training. Received: the same.",
        "keras.layers.BatchNormalization belongs to every convolution, before or after its ReLU.",
    )


@check(models.build_adapted_cnn, ask=predict(SIXTEEN, SMALL, parts=(1, 2, 16)))
def an_image_stands_alone_in_use(answer):
    """In use the answer for an image does not depend on chance, nor on the rest of its batch."""
    difference = _difference(answer)
    expect(
        difference < 1e-5,
        f"Expected the same answers for 16 images together, in halves and one by one. "
        f"Received: a difference of {difference:.3g}.",
        "Keras switches batch normalization and dropout to use by itself. Is `training=True` "
        "passed somewhere?",
    )


@check(
    models.build_adapted_cnn,
    # One filter, one place: behind it dropout either leaves the one number or takes it.
    ask=predict(
        repeated_images(8, 64, (2, 2, 3)),
        *[{"input_shape": (2, 2, 3), "num_classes": 4, "filters": (1,), "dropout_rate": 0.3}] * 3,
        training=True,
        reseed=True,
    ),
)
def the_last_block_drops_the_whole_rate(answer):
    """After the last block, and so after the only one, the rate is dropout_rate."""
    share = share_without_an_answer(answer, repeats=64)
    # Measured, 6 seeds: 0.28 to 0.31; half of it 0.14 to 0.15, none 0.00.
    expect(
        abs(share - 0.3) < 0.06,
        f"Expected dropout to take 30 % of the numbers after the only block, with "
        f"dropout_rate=0.3. Received: {100 * share:.0f} %.",
        "Of n blocks number i, counted from 1, drops dropout_rate * i / n: the last one all of it. "
        "Dropout takes the share to drop, not the share to keep; it belongs after the pooling.",
    )


@check(
    models.build_adapted_cnn,
    ask=predict(
        repeated_images(4, 256, (4, 4, 3)),
        *[{"input_shape": (4, 4, 3), "num_classes": 4, "filters": (1, 1), "dropout_rate": 0.5}] * 3,
        training=True,
        reseed=True,
    ),
)
def dropout_rises_with_depth(answer):
    """The first of two blocks drops half of dropout_rate, the second one all of it."""
    share = float(np.median(most_common_shares(answer, repeats=256)))
    expect(
        share < 0.97,
        "Expected dropout after the first of two blocks as well. Received: answers as without it.",
        "A Dropout layer belongs in the loop over filters. Blocks are counted from 1: the first "
        "of n drops dropout_rate / n.",
    )
    # Four numbers: none is dropped in 0.75 ** 4 = 32 % with half of the rate, in 6 % with all.
    # Measured, 6 seeds: 0.27 to 0.34 and 0.09 to 0.11; without dropout there 1.00.
    expect(
        share > 0.18,
        f"Expected the first of two blocks to drop half of dropout_rate=0.5, so that it lets "
        f"everything through about three times in ten. Received: {10 * share:.1f} times in ten.",
        "The rate rises with depth: dropout_rate * i / n after block i of n, counted from 1.",
    )
    # Measured, 6 seeds: 0.43 to 0.48; half of it 0.17 to 0.24.
    silent = least_share_without_an_answer(answer, repeats=256)
    expect(
        silent > 0.33,
        f"Expected the second of two blocks to drop all of dropout_rate=0.5. Received: about "
        f"{100 * silent:.0f} %.",
        "The rate rises with depth: dropout_rate * i / n after block i of n, counted from 1.",
    )


def _spots() -> Draw:
    """Black, with a spot, with the same spot twice, with the spot one pixel further."""

    def draw(setting: Setting) -> np.ndarray:
        images = np.zeros((4, 16, 16, 3), np.float32)
        spot = setting.rng.uniform(0.5, 1.0, (2, 2, 3))
        for image, row, column in ((1, 4, 4), (2, 4, 4), (2, 10, 10), (3, 5, 5)):
            images[image, row : row + 2, column : column + 2] = spot
        return images

    return Draw(draw)


@check(
    models.build_adapted_cnn,
    ask=predict(
        _spots(),
        *[{"input_shape": (16, 16, 3), "num_classes": 5, "filters": (8,)}] * 2,
        reseed=True,
    ),
)
def pools_the_largest_and_ends_with_the_mean(answer):
    """Pooling keeps the largest of 2x2 numbers; at the end every map becomes its mean."""
    for rows in answer:
        expect_rows(rows)
        expect(rows.shape[1] == 4, f"Expected one row per image. Received: shape {rows.shape[1:]}.")
        odds = np.log(np.maximum(rows[0].astype(np.float64), 1e-30))
        odds -= odds.mean(axis=1, keepdims=True)
        once, twice, further = odds[1:] - odds[0]
        size = max(float(np.abs(once).max()), 1e-9)
        # Measured, 6 seeds, in units of the size: 0.000, and 0.07 and more for the pixel.
        expect(
            np.abs(twice - 2 * once).max() < 0.1 * size,
            "Expected a spot that occurs twice to move the scores twice as far. Received: another "
            "change.",
            "At the end stands GlobalAveragePooling2D: one mean for each map.",
        )
        expect(
            np.abs(further - once).max() > 1e-3 * size,
            "Expected scores to change when a spot moves by one pixel, from one 2x2 window into "
            "four. Received: the same scores.",
            "The mean of means is the mean of all. MaxPooling2D(2) keeps the largest of four.",
        )


@check(models.build_adapted_cnn, ask=error_from(filters=()))
def refuses_no_blocks(answer):
    """An empty filters is an error."""
    expect_error(
        answer,
        "ValueError",
        when="filters is ()",
        hint="Test `if not filters:` first, and `raise ValueError(...)`.",
    )
