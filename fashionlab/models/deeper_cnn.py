"""A deeper convolutional network, with what depth needs."""

from typing import TYPE_CHECKING

from fashionlab.tasks import stub

if TYPE_CHECKING:
    import keras


@stub("ch05_regularisation", number=1, points=4)
def build_deeper_cnn(
    input_shape: tuple[int, ...] = (28, 28, 1),
    num_classes: int = 10,
    *,
    filters: tuple[int, ...] = (32, 64),
    hidden_units: int = 256,
    dropout_rate: float = 0.5,
) -> "keras.Model":
    """Build a deeper convolutional classifier with batch normalization and dropout.

    For each number in `filters` a block: two 3x3 convolutions with that many
    filters, with ReLU and without padding; batch normalization; 2x2 max
    pooling; dropout of half of `dropout_rate`. After the last block: flatten,
    a dense layer with ReLU, batch normalization, dropout of `dropout_rate`,
    and a dense output layer with softmax.

    With the defaults that makes 331,370 parameters: 330,666 that training
    moves, and 704 averages that batch normalization keeps.

    Args:
        input_shape: Tuple of ints (height, width, channels).
        num_classes: Number of classes, an int of at least 2.
        filters: Tuple of positive ints, one per block of two convolutions.
        hidden_units: Units of the dense layer, a positive int.
        dropout_rate: Float in [0, 1): the share of units that dropout sets to
            zero after the dense layer, while training only; half of it after
            each block. With 0 nothing is dropped anywhere.

    Returns:
        Uncompiled `keras.Model`.
        Input: float32, shape (batch, height, width, channels), values in [0, 1].
        Output: float32, shape (batch, num_classes), rows sum to 1. In use the
        answer for an image does not depend on the other images of its batch;
        in training it does, because batch normalization takes their mean.

    Raises:
        ValueError: If `filters` is empty.
    """
