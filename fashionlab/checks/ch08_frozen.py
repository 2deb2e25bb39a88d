"""Checks of chapter 8: a frozen base, and a head that learns."""

# Judgements are read by learners: what comes back is plain data of any kind.
# mypy: allow-untyped-defs, allow-untyped-calls

import numpy as np

from fashionlab import models
from fashionlab.checks.asserts import Mismatch, expect
from fashionlab.checks.bases import (
    before_softmax,
    expect_rows_of,
    pooled,
    small_bases,
    unexplained,
    weight_size,
)
from fashionlab.checks.questions import build_on_base
from fashionlab.checks.registry import check

FOUR = {"num_classes": 4, "dropout_rate": 0.0}
# Measured: 4e-7, which is rounding (6 seeds); 0.1 with a hidden layer, 0.5 and more with flattened
# maps (2 seeds).
UNEXPLAINED = 1e-3


def _expect_explained(rows, asked, told, hint):
    expect_rows_of(rows, asked, 4)
    if np.abs(rows - rows[0]).max() < 1e-6:
        raise Mismatch(
            f"Expected answers that follow from the average of each feature map{told}. Received: "
            "the same answer for every image.",
            "The first weights of the dense layer are random, as Keras draws them: with zeros it "
            "sees no feature. Or do the images not reach it?",
        )
    images, base = asked.fields["images"], asked.fields["base"]
    share = unexplained(rows, pooled(images, base))
    if share < UNEXPLAINED:
        return
    readings = {
        "the largest value of each map": (rows, pooled(images, base, largest=True)),
        "softmax, applied twice": (before_softmax(rows), pooled(images, base)),
        "images that were not scaled": (rows, pooled(images, base, scalings=0)),
        "images that were scaled twice": (rows, pooled(images, base, scalings=2)),
    }
    found = [name for name, known in readings.items() if unexplained(*known) < UNEXPLAINED]
    received = found[0] if found else f"{100 * share:.3g} % comes from something else"
    if not found:
        hint += (
            " What else it can be: a copy of the base, which has other weights "
            "(keras.models.clone_model copies none), or an activation between."
        )
    raise Mismatch(
        f"Expected answers that follow from the average of each feature map{told}. Received: "
        f"{received}.",
        hint,
    )


@check(models.build_frozen_classifier, ask=build_on_base(small_bases(), {"num_classes": 7}, {}))
def gives_a_probability_for_each_class(answer, asked):
    """The output has num_classes probabilities, 10 if nothing is said."""
    expect_rows_of(answer[0]["outputs"], asked, 7)
    expect_rows_of(answer[1]["outputs"], asked, 10)


@check(models.build_frozen_classifier, ask=build_on_base(small_bases(), FOUR))
def averages_each_feature_map(answer, asked):
    """Pooling averages each map of the base; one dense layer with softmax follows."""
    _expect_explained(
        answer[0]["outputs"],
        asked,
        "",
        "keras.layers.GlobalAveragePooling2D() after the base, then dropout, then one dense layer "
        "with softmax. Nothing else.",
    )


@check(
    models.build_frozen_classifier,
    ask=build_on_base(small_bases(maps=7, image_size=14), {**FOUR, "num_classes": 4}),
)
def takes_any_base(answer, asked):
    """Size of the images and number of maps are those of the base."""
    _expect_explained(
        answer[0]["outputs"],
        asked,
        "",
        "keras.Input(base.input_shape[1:]) makes an input of the right size.",
    )


@check(models.build_frozen_classifier, ask=build_on_base(small_bases(scale=True), FOUR))
def scales_before_the_base(answer, asked):
    """The function scale is applied to the images, before the base."""
    _expect_explained(
        answer[0]["outputs"],
        asked,
        " for the scaled images",
        "x = scale(inputs) if scale is not None, and then base(x).",
    )


# Wide: 720 weights are enough to tell how large they are.
WIDE = {"num_classes": 60, "dropout_rate": 0.0}


@check(
    models.build_frozen_classifier,
    ask=build_on_base(small_bases(maps=12, images=64), WIDE, WIDE, reseed=True),
)
def the_first_weights_are_random(answer, asked):
    """The dense layer starts with random weights as Keras draws them, in each model other ones."""
    features = pooled(asked.fields["images"], asked.fields["base"])
    usual = np.sqrt(2 / (features.shape[1] + 60))
    hint = 'keras.layers.Dense(num_classes, activation="softmax") draws them by itself, each time.'
    for rows in (built["outputs"] for built in answer):
        expect_rows_of(rows, asked, 60)
        size, same = weight_size(rows, features), np.abs(rows - rows[0]).max() < 1e-6
        # Measured, 12 models each, of the usual size: Glorot 0.93 to 1.03, He 2.3 to 2.5, a
        # deviation of 0.05 0.28, of 1.0 5.7 to 6.0. A head that is no dense layer fails elsewhere.
        expect(
            0.1 < size / usual < 3.9 or not (same or unexplained(rows, features) < UNEXPLAINED),
            f"Expected a dense layer whose first weights are about {usual:.2f} in size, as Keras "
            f"draws them for {features.shape[1]} features and 60 classes. Received: {size:.3g}.",
            hint,
        )
    first, second = (built["outputs"] for built in answer)
    expect(
        np.abs(first - second).max() > 1e-6,
        "Expected two models to start with different weights. Received: the same ones.",
        f"{hint} With a seed of its own it draws the same ones again.",
    )


@check(models.build_frozen_classifier, ask=build_on_base(small_bases(), FOUR))
def the_base_works_in_inference_mode(answer, asked):
    """With dropout_rate=0 the model says in training what it says in use."""
    difference = _difference(_passes(answer[0]["in_training"])[:1], answer[0]["outputs"])
    expect(
        difference < 1e-4,
        "Expected the same answers in training and in use, with dropout_rate=0. Received: a "
        f"difference of {difference:.3g}.",
        "In training an unfrozen batch normalization uses the averages of the batch. "
        "base.trainable = False makes it use those it has stored. And with dropout_rate=0 nothing "
        "may be dropped.",
    )


@check(
    models.build_frozen_classifier,
    ask=build_on_base(small_bases(), {"num_classes": 4, "dropout_rate": 0.5}),
)
def drops_features_in_training(answer, asked):
    """With dropout_rate=0.5 two calls in training differ, and both give probabilities."""
    first, second = _passes(answer[0]["in_training"])
    expect_rows_of(first, asked, 4)
    expect_rows_of(second, asked, 4)
    expect(
        np.abs(first - second).max() > 1e-6,
        "Expected two calls in training to differ, with dropout_rate=0.5. Received: the same.",
        "keras.layers.Dropout(dropout_rate) after the pooling.",
    )


@check(
    models.build_frozen_classifier,
    ask=build_on_base(
        small_bases(images=96),
        {"num_classes": 4, "dropout_rate": 0.1},
        {"num_classes": 4, "dropout_rate": 0.8},
    ),
)
def the_rate_matters(answer):
    """With dropout_rate=0.8 answers vary more in training than with 0.1."""
    little, much = (_varies(each["in_training"]) for each in answer)
    expect(
        much > 2 * little,
        "Expected answers in training to vary more with dropout_rate=0.8 than with 0.1. Received: "
        f"their logarithms differ by {much:.3g} with 0.8 and by {little:.3g} with 0.1 on average.",
        "keras.layers.Dropout takes the share to drop. Is dropout_rate used, or a fixed number?",
    )


REPEATS = 32


@check(
    models.build_frozen_classifier,
    ask=build_on_base(
        small_bases(maps=3, images=4, repeats=REPEATS), {"num_classes": 4, "dropout_rate": 0.5}
    ),
)
def drops_what_was_pooled(answer):
    """Dropout takes whole pooled features: with 3 of them an image has 8 different answers."""
    rows = _passes(answer[0]["in_training"])
    expect(
        rows.ndim == 3 and rows.shape[1] % REPEATS == 0,
        f"Expected a row of probabilities for each image. Received: shape {rows.shape[1:]}.",
    )
    runs = rows.round(4).reshape(2, -1, REPEATS, rows.shape[-1]).swapaxes(0, 1)
    most = max(len(np.unique(run.reshape(-1, run.shape[-1]), axis=0)) for run in runs)
    # Measured, alternatives x 20 seeds: 8 of 64 each time; dropped before the pooling, 64 of 64.
    expect(
        most <= 2**3 + 8,
        "Expected at most 8 different answers for one image in training, as 3 pooled features "
        f"are there or not. Received: {most} in {2 * REPEATS} calls.",
        "keras.layers.Dropout comes after the pooling: before it single numbers of the maps are "
        "dropped, and the mean hardly feels it.",
    )


@check(models.build_frozen_classifier, ask=build_on_base(small_bases(), FOUR, epochs=40))
def the_base_stays_to_the_last_bit(answer, asked):
    """After training, all numbers of the base are what they were, and so is what it does."""
    names = ("kernels", "biases", "factors", "shifts", "stored means", "stored variances")
    weights = asked.fields["base"]["weights"]
    changed = [
        name
        for name, before, after in zip(names, weights, answer[0]["base"], strict=True)
        if not np.array_equal(before, after)
    ]
    expect(
        not changed,
        "Expected the base to be the same after training, to the last bit. Received: other "
        f"{', '.join(changed)}.",
        "base.trainable = False, for the whole base: its batch normalizations too, which otherwise "
        "go on averaging.",
    )
    _expect_explained(
        answer[0]["outputs"],
        asked,
        " of the base as it came",
        "The model must use the base it was given, frozen: not a copy that learns.",
    )


@check(models.build_frozen_classifier, ask=build_on_base(small_bases(), FOUR, epochs=40))
def the_head_learns(answer, asked):
    """Training makes the loss fall: the dense layer is not frozen."""
    losses = answer[0]["loss"]
    expect(
        len(losses) > 0,
        "Expected a dense layer that can be trained. Received: a model in which nothing can.",
        "Freeze the base, not the model: base.trainable = False.",
    )
    # Measured over 6 seeds, in half as many epochs: it falls to 0.49 to 0.77 of the first.
    expect(
        np.isfinite(losses).all() and losses[-1] < 0.95 * losses[0],
        f"Expected the loss to fall in {len(losses)} epochs. Received: {losses[0]:.3g} in the "
        f"first, {losses[-1]:.3g} in the last.",
        "The head must learn, and the base must give it features that differ from image to image.",
    )
    # What the answers say themselves: a head that knows nothing cannot be below ln(4).
    rows, labels = answer[0]["outputs"].astype(np.float64), asked.fields["labels"]
    expect_rows_of(rows, asked, 4)
    loss = float(-np.log(np.maximum(rows[np.arange(len(rows)), labels], 1e-7)).mean())
    expect(
        loss < 0.97 * np.log(4),
        "Expected answers after training that know more of the images they were trained on than "
        f"guessing, a loss below {0.97 * np.log(4):.3f}. Received: {loss:.3f}.",
        "The head must learn, and the base must give it features that differ from image to image.",
    )


def _passes(rows):
    expect(
        rows.ndim == 3 and len(rows) == 2 and rows.size > 0,
        f"Expected a row of probabilities for each image. Received: shape {rows.shape[1:]}.",
    )
    return rows


def _varies(rows):
    """How far two passes are apart: the logarithms of the probabilities, on average."""
    first, second = np.log(np.maximum(_passes(rows).astype(np.float64), 1e-9))
    expect(np.isfinite([first, second]).all(), "Expected probabilities. Received: nan.")
    return float(np.abs(first - second).mean())


def _difference(one, other):
    one, other = np.squeeze(one), np.squeeze(other)
    expect(
        one.shape == other.shape and one.size > 0 and np.isfinite([*one.flat, *other.flat]).all(),
        "Expected a row of probabilities for each image, in training as in use. Received: shapes "
        f"{one.shape} and {other.shape}, or numbers that are nan.",
    )
    return float(np.abs(one.astype(np.float64) - other).max())
