"""What happens to a batch on its way into a model."""

from typing import Any

import numpy as np


def scale_images(images: Any) -> Any:
    """Scale a batch of stored images to [0, 1] and give grey ones a channel.

    The same arithmetic as the task `normalize`, on tensors, so that it can run
    inside a `tf.data` pipeline: `make_dataset(x, y, preprocess=scale_images)`.

    Args:
        images: uint8 tensor in [0, 255], shape (batch, height, width) or
            (batch, height, width, channels).

    Returns:
        float32 tensor in [0, 1], shape (batch, height, width, channels).
    """
    import keras

    scaled = keras.ops.cast(images, "float32") / 255.0
    return keras.ops.expand_dims(scaled, axis=-1) if len(scaled.shape) == 3 else scaled


def shift_images(images: np.ndarray, *, rows: int = 0, columns: int = 0) -> np.ndarray:
    """Move images down and to the right; black comes in at the edge.

    Args:
        images: Array of shape (n, height, width) or (n, height, width, channels).
        rows: How many pixels down; negative for up. Less than the height.
        columns: How many pixels right; negative for left. Less than the width.

    Returns:
        A new array of the same shape and dtype.
    """
    shifted = np.zeros_like(images)
    height, width = images.shape[1:3]
    shifted[:, max(rows, 0) : height + rows, max(columns, 0) : width + columns] = images[
        :, max(-rows, 0) : height - rows, max(-columns, 0) : width - columns
    ]
    return shifted
