"""Mixed training examples: two images and both their labels in one.

`keras.layers.MixUp` and `CutMix` exist; here their draws would depend on the
order in which a parallel pipeline asks for them, and `CutMix` draws its weight
otherwise than Yun et al. 2019. Both functions below take a seed instead.
"""

from __future__ import annotations

import functools
from typing import Any

from fashionlab.pipelines import regularising
from fashionlab.pipelines.numpy_steps import in_numpy


def mixup(images: Any, labels: Any, alpha: float, seed: Any) -> tuple[Any, Any]:
    """Blend every image with another one of its batch (Zhang et al. 2018).

    The task `pipelines.mixup`, the learner's own function, inside a stream.

    Args:
        images: float32 tensor of shape (batch, height, width, channels).
        labels: float32 rows of shape (batch, num_classes).
        alpha: Positive float; the share of the first image is drawn from
            Beta(alpha, alpha). 0.2 mixes little, 1 mixes evenly.
        seed: int tensor of shape (2,).

    Returns:
        Mixed images and mixed label rows, of the same shapes.
    """
    blend = functools.partial(regularising.mixup, alpha=alpha)
    mixed, rows = in_numpy(blend, [images, labels], seed)
    return mixed, rows


def cutmix(images: Any, labels: Any, alpha: float, seed: Any) -> tuple[Any, Any]:
    """Paste a rectangle of another image of the batch into every image (Yun et al. 2019).

    Args:
        images: float32 tensor of shape (batch, height, width, channels).
        labels: float32 rows of shape (batch, num_classes).
        alpha: Positive float; the share of the first image is drawn from
            Beta(alpha, alpha), then corrected to the pixels it really keeps.
        seed: int tensor of shape (2,).

    Returns:
        Mixed images and mixed label rows, of the same shapes.
    """
    import tensorflow as tf

    share, partner = _draw(images, alpha, seed)
    height, width = images.shape[1], images.shape[2]
    centre = tf.random.stateless_uniform((2, tf.shape(images)[0]), seed + 3)
    half = tf.sqrt(1 - share) / 2
    rows = _stretch(height, centre[0], half)
    columns = _stretch(width, centre[1], half)
    pasted = rows[:, :, None] & columns[:, None, :]
    # The rectangle may stick out of the image, so what is left is counted.
    kept = 1 - tf.reduce_mean(tf.cast(pasted, tf.float32), axis=(1, 2))
    mixed = tf.where(pasted[..., None], tf.gather(images, partner), images)
    return mixed, _mix_labels(labels, kept, partner)


def _draw(images: Any, alpha: float, seed: Any) -> tuple[Any, Any]:
    """Draw each image's share from Beta(alpha, alpha), and its partner."""
    import tensorflow as tf

    count = tf.shape(images)[0]
    # Two gamma draws make a beta draw.
    gamma = tf.random.stateless_gamma((2, count), seed, alpha)
    share = tf.math.divide_no_nan(gamma[0], gamma[0] + gamma[1])
    partner = tf.argsort(tf.random.stateless_uniform((count,), seed + 1))
    return share, partner


def _mix_labels(labels: Any, share: Any, partner: Any) -> Any:
    import tensorflow as tf

    return share[:, None] * labels + (1 - share[:, None]) * tf.gather(labels, partner)


def _stretch(length: int, centre: Any, half: Any) -> Any:
    """Mark the pixels of a stretch of one axis, shape (batch, length)."""
    import tensorflow as tf

    pixels = (tf.range(length, dtype=tf.float32)[None, :] + 0.5) / length
    return tf.abs(pixels - centre[:, None]) < half[:, None]
