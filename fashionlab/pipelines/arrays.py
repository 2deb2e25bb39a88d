"""Images and labels as arrays of numbers a network can use."""

import numpy as np

from fashionlab.tasks import stub


@stub("ch01_data", number=1, points=2)
def normalize(images: np.ndarray) -> np.ndarray:
    """Turn stored images into numbers between 0 and 1, with a channel axis.

    A stored pixel is a whole number from 0 (black) to 255 (white). Divide by
    255. A grey image has no channel axis yet, and Keras layers expect one:
    shape (n, 28, 28) becomes (n, 28, 28, 1).

    Args:
        images: uint8 array in [0, 255], shape (n, height, width) for grey or
            (n, height, width, channels) for colour. It is not changed.

    Returns:
        float32 array in [0, 1], shape (n, height, width, 1) for grey,
        (n, height, width, channels) for colour.
    """


@stub("ch01_data", number=2, points=2)
def one_hot(labels: np.ndarray, num_classes: int = 10) -> np.ndarray:
    """Turn class numbers into rows with a single 1.

    With 4 classes, label 2 becomes [0, 0, 1, 0].

    Args:
        labels: Integer array of shape (n,), each in [0, num_classes).
        num_classes: Length of a row, a positive int. Not every class has to
            occur in `labels`.

    Returns:
        float32 array of shape (n, num_classes).

    Raises:
        ValueError: If a label is negative, or `num_classes` or more.
    """
