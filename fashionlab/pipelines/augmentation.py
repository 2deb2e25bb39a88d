"""Random changes to training images that do not change what they show.

Every function takes a batch of stored images (uint8, four axes) and a seed, and
gives a new batch of the same shape and dtype. Each image gets its own draw. All
work on whole batches of small whole numbers before scaling, which is what makes
them cheap.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from fashionlab.pipelines import regularising
from fashionlab.pipelines.numpy_steps import in_numpy

SHIFT = 0.1  # largest move, as a share of height and width
TURN = 10  # largest angle, in degrees
ZOOM = 0.1  # largest change of size, as a share
ERASED = 0.5  # share of images from which a rectangle is taken (Zhong et al. 2020)
ERASED_AREA = (0.02, 0.25)  # of the image
ERASED_RATIO = (0.3, 3.3)  # height to width


def flip(images: Any, seed: Any) -> Any:
    """Mirror every second image, left to right, by chance."""
    import tensorflow as tf

    chosen = tf.random.stateless_uniform((tf.shape(images)[0], 1, 1, 1), seed) < 0.5
    return tf.where(chosen, tf.reverse(images, axis=[2]), images)


def shift(images: Any, seed: Any) -> Any:
    """Move every image by up to a tenth of its size; black comes in at the edge."""
    import tensorflow as tf

    count = tf.shape(images)[0]
    for axis, part in ((1, 0), (2, 1)):
        length = images.shape[axis]
        reach = max(round(SHIFT * length), 1)
        start = tf.random.stateless_uniform(
            (count, 1), seed + part, 0, 2 * reach + 1, dtype=tf.int32
        )
        padding = [[0, 0]] * 4
        padding[axis] = [reach, reach]
        rows_or_columns = start + tf.range(length)
        images = _take(tf.pad(images, padding), rows_or_columns, axis)
    return images


def flip_and_shift(images: Any, seed: Any) -> Any:
    """Mirror and move by chance: the task `augment`, the learner's own function.

    It takes NumPy arrays, so one processor core at a time works on it; `flip`
    and `shift` after each other do nearly the same on tensors.
    """

    def change(images: np.ndarray, *, seed: int) -> list[np.ndarray]:
        return [regularising.augment(images, seed=seed)]

    return in_numpy(change, [images], seed)[0]


def rotate(images: Any, seed: Any) -> Any:
    """Turn every image by up to 10 degrees about its middle."""
    import tensorflow as tf

    count = tf.shape(images)[0]
    reach = TURN * 3.141592653589793 / 180  # radians
    angle = tf.random.stateless_uniform((count,), seed, -reach, reach)
    return _project(images, tf.cos(angle), tf.sin(angle))


def zoom(images: Any, seed: Any) -> Any:
    """Make every image up to a tenth larger or smaller."""
    import tensorflow as tf

    count = tf.shape(images)[0]
    scale = tf.random.stateless_uniform((count,), seed, 1 - ZOOM, 1 + ZOOM)
    return _project(images, scale, tf.zeros_like(scale))


def erase(images: Any, seed: Any) -> Any:
    """Fill a rectangle of every second image with noise (Zhong et al. 2020)."""
    import tensorflow as tf

    count = tf.shape(images)[0]
    height, width = images.shape[1], images.shape[2]
    draw = tf.random.stateless_uniform((5, count), seed)
    area = ERASED_AREA[0] + draw[0] * (ERASED_AREA[1] - ERASED_AREA[0])
    low, high = tf.math.log(ERASED_RATIO[0]), tf.math.log(ERASED_RATIO[1])
    ratio = tf.exp(low + draw[1] * (high - low))
    rows = _inside(height, tf.minimum(tf.sqrt(area * ratio), 1.0), draw[2])
    columns = _inside(width, tf.minimum(tf.sqrt(area / ratio), 1.0), draw[3])
    hole = rows[:, :, None, None] & columns[:, None, :, None]
    hole &= draw[4][:, None, None, None] < ERASED
    noise = tf.random.stateless_uniform(tf.shape(images), seed + 1, 0, 256, dtype=tf.int32)
    return tf.where(hole, tf.cast(noise, images.dtype), images)


AUGMENTATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "erase": erase,
    "flip": flip,
    "flip_and_shift": flip_and_shift,
    "rotate": rotate,
    "shift": shift,
    "zoom": zoom,
}
"""Name to function of (uint8 images of shape (batch, height, width, channels), seed)."""


def _take(images: Any, places: Any, axis: int) -> Any:
    """Take rows (axis 1) or columns (axis 2), other ones for each image."""
    import tensorflow as tf

    if axis == 1:
        return tf.gather(images, places, axis=1, batch_dims=1)
    turned = tf.transpose(images, (0, 2, 1, 3))
    return tf.transpose(tf.gather(turned, places, axis=1, batch_dims=1), (0, 2, 1, 3))


def _inside(length: int, share: Any, place: Any) -> Any:
    """Mark the pixels of a stretch of one axis, shape (batch, length)."""
    import tensorflow as tf

    start = place * (1 - share) * length
    pixels = tf.range(length, dtype=tf.float32)[None, :] + 0.5
    return (pixels >= start[:, None]) & (pixels < (start + share * length)[:, None])


def _project(images: Any, cosine: Any, sine: Any) -> Any:
    """Read every image on a grid turned and scaled about its middle."""
    import tensorflow as tf

    height, width = images.shape[1], images.shape[2]
    y, x = (height - 1) / 2, (width - 1) / 2
    zero = tf.zeros_like(cosine)
    rows = [
        *(cosine, -sine, x - cosine * x + sine * y),
        *(sine, cosine, y - sine * x - cosine * y),
        *(zero, zero),
    ]
    return tf.raw_ops.ImageProjectiveTransformV3(
        images=images,
        transforms=tf.stack(rows, axis=1),
        output_shape=[height, width],
        interpolation="BILINEAR",
        fill_mode="CONSTANT",
        fill_value=0.0,
    )
