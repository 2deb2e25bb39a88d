"""Adam on a network of three small layers, in NumPy: the plain twin of a training by Keras."""

import dataclasses
from typing import Any

import numpy as np

BETA_1, BETA_2, EPSILON = 0.9, 0.999, 1e-7  # those of keras.optimizers.Adam
HEAD, TOP = (2,), (1, 2)  # places of the weights that learn: the head, and the top as well


@dataclasses.dataclass(frozen=True)
class Trained:
    """What a training came to.

    Attributes:
        weights: The kernel of each of the three layers, float64.
        losses: The loss of each epoch, as `model.fit` tells it.
    """

    weights: list[np.ndarray]
    losses: list[float]


def train(
    run: dict[str, Any],
    weights: list[np.ndarray],
    *,
    learning: tuple[int, ...],
    rate: float,
    epochs: int,
) -> Trained:
    """Train with a new Adam.

    Args:
        run: `"images"`, `"labels"` and `"batch_size"` of `questions.train_in_phases`.
        weights: Where it starts.
        learning: Places in `weights` of those that learn.
        rate: The learning rate.
        epochs: How often the images are gone through, in their order.
    """
    weights = [weight.astype(np.float64) for weight in weights]
    means = [np.zeros_like(weight) for weight in weights]
    squares = [np.zeros_like(weight) for weight in weights]
    losses, step = [], 0
    starts = range(0, len(run["images"]), run["batch_size"])
    for _ in range(epochs):
        total = 0.0
        for start in starts:
            batch = slice(start, start + run["batch_size"])
            loss, slopes = _slopes(weights, run["images"][batch], run["labels"][batch])
            total += loss / len(starts)  # all batches are of one size
            step += 1
            size = rate * np.sqrt(1 - BETA_2**step) / (1 - BETA_1**step)
            for place in learning:
                means[place] += (1 - BETA_1) * (slopes[place] - means[place])
                squares[place] += (1 - BETA_2) * (slopes[place] ** 2 - squares[place])
                weights[place] -= size * means[place] / (np.sqrt(squares[place]) + EPSILON)
        losses.append(total)
    return Trained(weights, losses)


def _slopes(
    weights: list[np.ndarray], images: np.ndarray, labels: np.ndarray
) -> tuple[float, list[np.ndarray]]:
    """The loss of a batch, and its derivative by each weight."""
    lower, upper, head = weights
    first = np.tanh(images @ lower)
    second = np.tanh(first @ upper)
    scores = second @ head
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    rows = powers / powers.sum(axis=1, keepdims=True)
    right = np.arange(len(labels)), labels
    loss = float(-np.log(rows[right]).mean())
    rows[right] -= 1.0
    by_scores = rows / len(labels)
    by_second = by_scores @ head.T * (1 - second**2)
    by_first = by_second @ upper.T * (1 - first**2)
    return loss, [images.T @ by_first, first.T @ by_second, second.T @ by_scores]
