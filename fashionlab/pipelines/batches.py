"""A stream of batches with tf.data."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from fashionlab.tasks import stub

if TYPE_CHECKING:
    import tensorflow as tf


@stub("ch01_data", number=4, points=3)
def make_dataset(
    images: np.ndarray,
    labels: np.ndarray | None = None,
    *,
    batch_size: int = 64,
    shuffle: bool = False,
    seed: int = 0,
    preprocess: Callable[[Any], Any] | None = None,
) -> "tf.data.Dataset":
    """Serve images and labels in batches, the next one ready in advance.

    Args:
        images: Array of shape (n, ...), any dtype.
        labels: Array of shape (n,), or None for images alone.
        batch_size: Images per batch, a positive int. The last batch is
            smaller when n is not a multiple of it; no image is left out.
        shuffle: False keeps the order. True mixes all n examples, in another
            order each time the dataset is gone through.
        seed: An int. Two datasets made with the same seed give the same
            orders; another seed gives others.
        preprocess: None, or a function that takes one batch of images (a
            tensor) and returns the images the model gets. It is applied batch
            by batch, so that the whole set is never held as floats.

    Returns:
        `tf.data.Dataset` of pairs (images, labels), or of images alone when
        `labels` is None. It prepares the next batch while the current one is
        in use.
    """
