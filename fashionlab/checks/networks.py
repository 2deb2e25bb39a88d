"""Judgements that several chapters make of a network's behaviour."""

from typing import Any

import numpy as np

from fashionlab.checks.asserts import expect, expect_close
from fashionlab.checks.questions import Asked, Draw, Setting
from fashionlab.checks.thresholds import threshold


def expect_probabilities(answer: list[np.ndarray], shape: tuple[int, ...]) -> None:
    """Expect the answer of `predict` to be rows of probabilities.

    Args:
        answer: One array per model.
        shape: Expected shape (times, n, num_classes) of each.
    """
    for rows in answer:
        expect(
            rows.shape == shape,
            f"Expected an output of shape {shape[1:]}. Received: {rows.shape[1:]}.",
            "One number per class: is the image flattened, and has the last layer num_classes "
            "units?",
        )
        expect_rows_sum_to_one(rows)


def expect_rows_sum_to_one(rows: np.ndarray) -> None:
    """Expect values in [0, 1] that sum to 1 over the last axis."""
    expect(
        rows.min() >= 0,
        f"Expected probabilities. Received: {rows.min():.4g}, which is negative.",
        "Which activation turns scores into probabilities?",
    )
    expect_close(
        rows.sum(axis=-1),
        np.ones(rows.shape[:-1]),
        what="the sum of a row",
        tolerance=1e-3,
        hint="Which activation makes a row sum to 1? Nothing may come after it.",
    )


def midway_images(pairs: int, shape: tuple[int, ...] = (28, 28, 1)) -> Draw:
    """Images in three equal parts: some, others, and those halfway between."""

    def draw(setting: Setting) -> np.ndarray:
        rng = setting.rng
        first, second = (rng.random((pairs, *shape)) ** 4 * 2 for _ in range(2))
        return np.concatenate([first, second, (first + second) / 2]).astype(np.float32)

    return Draw(draw)


def expect_bends(answer: list[np.ndarray]) -> None:
    """Expect a network not to be linear: halfway in is not halfway out.

    Without activations the scores before softmax are a linear function of the
    image, so the log-odds halfway between two images are the mean of theirs.
    """
    log_odds = np.log(np.maximum(answer[0][0].astype(np.float64), 1e-30))
    log_odds -= log_odds.mean(axis=1, keepdims=True)
    first, second, midway = np.split(log_odds, 3)
    bend = np.abs(midway - (first + second) / 2).mean()
    size = np.abs(first - second).mean()
    # Rounding in float32 makes up to 1e-4 of this in a linear network; ReLU makes 0.1.
    expect(
        bend > 2e-3 * size,
        "Expected the network to bend between two images. Received: a straight line, as from a "
        "network without hidden activations.",
        "Two dense layers without an activation between them can do no more than one.",
    )


def expect_dropout_in_training_only(answer: list[np.ndarray], *, training: bool) -> None:
    """Expect two passes over the same images to differ in training, and only there."""
    first, second = answer[0]
    expect_rows_sum_to_one(answer[0])
    difference = float(np.abs(first - second).max())
    if training:
        expect(
            difference > 1e-6,
            "Expected two passes in training to differ, with dropout_rate=0.5. Received: the same.",
            "Is dropout_rate used? Is there a Dropout layer after the hidden layers?",
        )
    else:
        expect(
            difference < 1e-6,
            f"Expected the same answer twice outside training. "
            f"Received: a difference of {difference:.3g}.",
            "Keras switches dropout off by itself. Is `training=True` passed somewhere?",
        )


def expect_rate_matters(answer: list[np.ndarray]) -> None:
    """Expect answers to vary more with a large dropout rate than with a small one.

    Args:
        answer: Passes in training of two models: first the small rate.
    """
    little, much = (np.log(rows + 1e-9).std(axis=0).mean() for rows in answer)
    expect(
        much > 1.3 * little,
        f"Expected answers to vary more with dropout_rate=0.8 than with 0.1. "
        f"Received: a spread of {much:.3g} with 0.8 and of {little:.3g} with 0.1.",
        "keras.layers.Dropout takes the share to drop, not the share to keep.",
    )


def expect_learned_by_heart(answer: dict[str, Any], asked: Asked) -> None:
    """Expect a network trained long on a few images to know them."""
    labels = asked.secret["held_out_labels"]
    rows = _predictions(answer, len(labels))
    right = int((rows.argmax(axis=1) == labels).sum())
    expect(
        right >= 0.95 * len(labels),
        f"Expected all {len(labels)} images to be recognised after training on them alone. "
        f"Received: {right}.",
        "A network that cannot learn a few images by heart has a fault in its layers.",
    )
    sure = float(rows[np.arange(len(labels)), labels].mean())
    # Softmax applied twice cannot give more than e / (e + 9) = 0.23.
    expect(
        sure > 0.5,
        f"Expected it to be sure of the images it trained on, above 0.5 on average. "
        f"Received: {sure:.2f}.",
        "Is softmax applied twice? Then no probability can grow.",
    )


def expect_learned(answer: dict[str, Any], asked: Asked, check_id: str) -> None:
    """Expect the accuracy on held-out images to reach the calibrated threshold."""
    labels = asked.secret["held_out_labels"]
    received = accuracy_of(answer, labels)
    wanted = threshold(check_id, asked.secret["data"])
    expect(
        received >= wanted,
        f"Expected an accuracy of at least {wanted:.3f} on {len(labels):,} held-out images. "
        f"Received: {received:.3f}.",
        "The network trains, and learns too little. Compare its layers with the docstring.",
    )


def accuracy_of(answer: dict[str, Any], labels: np.ndarray) -> float:
    """Return the accuracy of the answer of `train_then_predict`."""
    return float((_predictions(answer, len(labels)).argmax(axis=1) == labels).mean())


def _predictions(answer: dict[str, Any], count: int) -> np.ndarray:
    rows: np.ndarray = answer["after"]
    expect(
        rows.ndim == 2 and len(rows) == count and np.isfinite(rows).all(),
        f"Expected {count} rows of probabilities after training. Received: shape {rows.shape}"
        f"{'' if np.isfinite(rows).all() else ', with nan'}.",
        "If the loss became nan: is softmax the last activation?",
    )
    return rows
