"""Ask a model about one image, by the shortest way."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from fashionlab.tasks import stub

if TYPE_CHECKING:
    import keras


@stub("ch12_shipping", number=1, points=3)
def make_predictor(model: "keras.Model") -> Callable[[np.ndarray], np.ndarray]:
    """Make a function that answers for one stored image, compiled once.

    The image is prepared inside as in training: divided by 255, as float32,
    with an axis for the batch in front and one for the channel behind. The
    network runs as in use, not as in training.

    `model.predict` sets up machinery for thousands of images at every call.
    The function calls a compiled network (`tf.function`) instead. It is traced
    when the function is made, or at the first image, and never again: Python
    does not go through the layers for every image.

    Args:
        model: A classifier of grey images. Its `input_shape` is (None, height,
            width, 1); it takes float32 in [0, 1] and gives probabilities.

    Returns:
        A function of one image: uint8 array in [0, 255], shape (height, width).
        It returns a float32 NumPy array of shape (num_classes,), the same
        numbers as `model.predict` for the prepared image. It raises ValueError
        for an image of another dtype or another shape.
    """
