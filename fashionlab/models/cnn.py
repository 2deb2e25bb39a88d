"""Convolutional networks."""

from typing import TYPE_CHECKING

from fashionlab.tasks import stub

if TYPE_CHECKING:
    import keras


@stub("ch03_cnn", number=3, points=3)
def build_cnn(
    input_shape: tuple[int, ...] = (28, 28, 1),
    num_classes: int = 10,
    *,
    filters: tuple[int, ...] = (32, 64),
    hidden_units: int = 128,
    dropout_rate: float = 0.5,
) -> "keras.Model":
    """Build a convolutional classifier.

    For each number in `filters`: a 3x3 convolution with ReLU and no padding,
    then 2x2 max pooling. After the last one: flatten, a dense layer with
    ReLU, dropout, and a dense output layer with softmax. With the defaults
    that makes 225,034 parameters.

    Args:
        input_shape: Tuple of ints (height, width, channels).
        num_classes: Number of classes, an int of at least 2.
        filters: Tuple of positive ints, one per convolution.
        hidden_units: Units of the dense layer, a positive int.
        dropout_rate: Float in [0, 1): the share of units that dropout sets to
            zero after the dense layer, while training only.

    Returns:
        Uncompiled `keras.Model`.
        Input: float32, shape (batch, height, width, channels), values in [0, 1].
        Output: float32, shape (batch, num_classes), rows sum to 1.

    Raises:
        ValueError: If `filters` is empty.
    """
