"""Checks of chapter 5: the deeper network."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

from typing import Any

import numpy as np

from fashionlab import models
from fashionlab.checks.asserts import expect, expect_error
from fashionlab.checks.bends import (
    expect_activations,
    expect_one_place_counts,
    images_with_changed_corners,
    walk_of_plain_images,
)
from fashionlab.checks.draws import images_alike, random_images, repeated_images, same_images
from fashionlab.checks.dropout import check_dropout
from fashionlab.checks.networks import (
    expect_alone_in_a_batch,
    expect_averages,
    expect_dropout_beyond,
    expect_learned_by_heart,
    expect_probabilities,
    expect_rows,
)
from fashionlab.checks.one_filter import most_common_shares
from fashionlab.checks.questions import describe, error_from, predict, train_then_predict
from fashionlab.checks.registry import check

# --- models.build_deeper_cnn


@check(
    models.build_deeper_cnn,
    ask=predict(random_images(8), {"num_classes": 7, "filters": (8, 16), "hidden_units": 32}),
)
def rows_are_probabilities(answer):
    """The output has one probability per class; each row sums to 1."""
    expect_probabilities(answer, (1, 8, 7))


@check(
    models.build_deeper_cnn,
    ask=predict(
        random_images(4, (20, 24, 3)),
        {"input_shape": (20, 24, 3), "num_classes": 3, "filters": (8, 16), "hidden_units": 32},
    ),
)
def takes_other_image_sizes(answer):
    """input_shape decides which images the network takes."""
    expect_probabilities(answer, (1, 4, 3))


def deeper_parameters(filters=(32, 64), hidden_units=256, side=28, channels=1, num_classes=10):
    """What training moves: two convolutions a block, two dense layers, scales and offsets."""
    total = 0
    for count in filters:
        total += (9 * channels + 1) * count + (9 * count + 1) * count + 2 * count
        side, channels = (side - 4) // 2, count
    flat = side * side * channels
    return total + (flat + 3) * hidden_units + (hidden_units + 1) * num_classes


DEEPER_SIZES: tuple[dict[str, Any], ...] = (
    {},
    {"filters": (24,), "hidden_units": 8},
    {"filters": (16, 48), "hidden_units": 4},
)


@check(models.build_deeper_cnn, ask=describe(*DEEPER_SIZES))
def filters_and_hidden_units_set_the_sizes(answer):
    """The arguments filters and hidden_units decide how many layers there are and how large."""
    for build, described in zip(DEEPER_SIZES, answer, strict=True):
        expected = deeper_parameters(**build)
        received = described["parameters"]
        given = " and ".join(f"{name}={value}" for name, value in build.items()) or "the defaults"
        # 5 % leaves room for normalization elsewhere, or without scale and offset.
        expect(
            abs(received - expected) <= 0.05 * expected,
            f"Expected about {expected:,} parameters that training moves, with {given}. "
            f"Received: {received:,}.",
            "For each number in filters: two 3x3 convolutions without padding, then 2x2 pooling. "
            "Then Flatten, and one dense layer of hidden_units.",
        )


@check(models.build_deeper_cnn, ask=describe(*DEEPER_SIZES))
def normalizes_in_every_block(answer):
    """Batch normalization keeps a mean and a variance for every filter and every unit."""
    for build, described in zip(DEEPER_SIZES, answer, strict=True):
        filters, units = build.get("filters", (32, 64)), build.get("hidden_units", 256)
        expect_averages(
            described["averages"],
            2 * (sum(filters) + units),
            f"filters={filters} and hidden_units={units}",
        )


@check(
    models.build_deeper_cnn,
    # Fewer filters are dead now and then; with more units every step of the walk would bend.
    ask=predict(
        walk_of_plain_images(6),
        *[{"input_shape": (6, 6, 2), "filters": (8,), "hidden_units": 40}] * 4,
        reseed=True,
    ),
)
def layers_bend(answer):
    """Convolutions and the dense layer have an activation each."""
    # Measured, of 376 steps of the walk: 92 and more bend, without the last activation 67
    # at most. The limit is 4 for each of 20.
    expect_activations(answer, (20,) * 4, first="the convolutions", last="the hidden dense layer")


@check(
    models.build_deeper_cnn,
    ask=predict(
        images_with_changed_corners(128, side=6, by=0.005),
        *[{"input_shape": (6, 6, 1), "filters": (1,), "hidden_units": 24}] * 8,
        reseed=True,
    ),
)
def pooling_keeps_the_largest(answer):
    """After two convolutions only the largest of 2x2 values goes on."""
    # Measured, over 20 seeds: max pooling 1.000 always, average pooling 1.2 and more.
    expect_one_place_counts(answer, at_most=1.03)


SMALL = {"filters": (4, 8), "hidden_units": 32}
CLOSER = 4.0  # times as near to each other as the images of the other batch


@check(
    models.build_deeper_cnn,
    ask=predict(random_images(16), {**SMALL, "dropout_rate": 0.0}, training=True, times=2),
)
def a_rate_of_0_drops_nothing(answer):
    """With dropout_rate=0 two passes in training agree: nothing is dropped anywhere."""
    (rows,) = answer
    expect_rows(rows)
    difference = float(np.abs(rows[0] - rows[1]).max())
    expect(
        difference < 1e-5,
        f"Expected two passes in training to agree, with dropout_rate=0. Received: a difference "
        f"of {difference:.3g}.",
        "After a block the rate is dropout_rate / 2, not a fixed number.",
    )


@check(
    models.build_deeper_cnn,
    ask=predict(random_images(16), {**SMALL, "dropout_rate": 0.0}, training=True, parts=(1, 2)),
)
def normalizes_over_the_batch_in_training(answer):
    """In training the answer for an image depends on its batch: batch normalization."""
    (rows,) = answer
    expect_rows(rows)
    difference = float(np.abs(rows[0] - rows[1]).max())
    expect(
        difference > 1e-5,
        "Expected 16 images in one batch and in two batches of 8 to give different answers in "
        "training. Received: the same.",
        "keras.layers.BatchNormalization after the convolutions of a block, and after the dense "
        "layer.",
    )


@check(
    models.build_deeper_cnn,
    ask=predict(
        images_alike((12, 12, 1), closer=CLOSER),
        *[
            {
                "input_shape": (12, 12, 1),
                "filters": (8,),
                "hidden_units": 32,
                "dropout_rate": 0.0,
            }
        ]
        * 4,
        training=True,
        parts=(2,),
        reseed=True,
    ),
)
def normalizes_after_the_dense_layer_too(answer):
    """In training each unit of the dense layer is normalized over the batch."""
    # After the blocks the normalization mostly sees how places of the picture differ, which is
    # the same in both batches. Only where each unit is normalized do small differences of the
    # images become as large as big ones.
    # Measured, the ratio in each network, right ones x 12 to 24 networks: 0.86 to 1.66; without
    # normalization there 2.6 to 4; without that of the blocks the units hardly differ, and the
    # epsilon of the normalization makes it 2.6 to 3.2.
    wide, close = np.mean([_spreads(rows) for rows in answer], axis=0)
    expect(close > 0, "Expected answers that differ from image to image. Received: all the same.")
    expect(
        wide < 2 * close,
        "Expected, in training, answers that vary as much in a batch of images that are nearly "
        f"alike as in one whose images differ {CLOSER:g} times as much. Received: "
        f"{wide / close:.2g} times as much in the latter.",
        "Batch normalization belongs after the convolutions of each block, and after the dense "
        "layer, too: its units are normalized one by one.",
    )


def _spreads(rows):
    """How far scores vary from image to image, in each half of the images."""
    expect_rows(rows)
    expect(rows.shape[1] % 2 == 0, f"Expected one row per image. Received: {rows.shape}.")
    # Numbers below 0 are scores already: their softmax was forgotten, which is another check's.
    scores = rows[0] if rows.min() < 0 else np.log(rows[0].astype(np.float64) + 1e-9)
    halves = np.split(scores - scores.mean(axis=-1, keepdims=True), 2)
    return [half.std(axis=0).mean() for half in halves]


@check(models.build_deeper_cnn, ask=predict(random_images(16), SMALL, parts=(1, 2, 16)))
def an_image_stands_alone_in_use(answer):
    """In use the answer for an image does not depend on the other images of its batch."""
    expect_alone_in_a_batch(answer)


check_dropout(models.build_deeper_cnn, **SMALL)


COPIES = 512


@check(
    models.build_deeper_cnn,
    # The second block leaves 3 numbers and the dense layer 4: without dropout after the first
    # block there are no more than 2 ** 7 ways to drop some of them.
    ask=predict(
        repeated_images(1, COPIES, (16, 16, 1)),
        *[
            {
                "input_shape": (16, 16, 1),
                "filters": (16, 3),
                "hidden_units": 4,
                "dropout_rate": 0.5,
            }
        ]
        * 4,
        training=True,
        reseed=True,
    ),
)
def every_block_drops(answer):
    """After each block something is dropped, not after the last one alone."""
    most = 0
    for rows in answer:
        expect_rows(rows)
        scores = np.sort(np.log(np.maximum(rows[0].astype(np.float64), 1e-30))[:, 0])
        most = max(most, 1 + int((np.diff(scores) > 1e-5).sum()))
    expect(
        most > 2**7,
        f"Expected {COPIES} copies of an image to get nearly as many different answers in "
        f"training, with two blocks. Received: {most} different ones.",
        "The dropout of half of dropout_rate belongs to every block, inside of the loop.",
    )


NARROW = {"filters": (8,), "hidden_units": 3, "dropout_rate": 0.5}


@check(
    models.build_deeper_cnn,
    # Narrow networks are dead now and then: six, so that one is not.
    ask=predict(repeated_images(2, 64), *[NARROW] * 6, training=True, reseed=True),
)
def drops_after_the_blocks_too(answer):
    """Dropout follows every block, not the dense layer alone."""
    expect_dropout_beyond(
        "after the dense layer",
        answer,
        units=3,
        repeats=64,
        where="every block and after the dense layer",
        hint="A Dropout layer belongs in the loop over filters, after the pooling.",
    )


@check(
    models.build_deeper_cnn,
    # One number comes out of the block, one out of the dense layer.
    ask=predict(
        repeated_images(4, 1024, (6, 6, 1)),
        *[{"input_shape": (6, 6, 1), "filters": (1,), "hidden_units": 1, "dropout_rate": 0.5}] * 8,
        training=True,
        reseed=True,
    ),
)
def a_block_drops_half_the_rate(answer):
    """After a block the rate is half of dropout_rate."""
    # The least: only some dense units let both through, the block's number and 0 in its place.
    # Measured, alternatives x 4 seeds: 0.70 to 0.73; with the whole rate 0.50.
    share = min(most_common_shares(answer, repeats=1024))
    expect(
        share > 0.62,
        f"Expected the only block to drop half of dropout_rate=0.5, so that its number stays about "
        f"7 times in ten. Received: about {10 * share:.0f} times in ten.",
        "After the pooling of a block: Dropout(dropout_rate / 2). The whole rate belongs after the "
        "dense layer.",
    )


@check(models.build_deeper_cnn, ask=error_from(filters=()))
def refuses_no_blocks(answer):
    """An empty filters is an error."""
    expect_error(
        answer,
        "ValueError",
        when="filters is ()",
        hint="Test `if not filters:` first, and `raise ValueError(...)`.",
    )


@check(
    models.build_deeper_cnn,
    ask=train_then_predict(
        same_images(20),
        build={**SMALL, "dropout_rate": 0.0},
        epochs=1,
        batch_size=20,
        repeat=80,
        learning_rate=3e-3,
    ),
)
def learns_twenty_images_by_heart(answer, asked):
    """After 80 steps on 20 images it knows them by heart."""
    expect_learned_by_heart(answer, asked)
