"""A convolutional network for small colour images of many classes."""

from typing import TYPE_CHECKING

from fashionlab.tasks import stub

if TYPE_CHECKING:
    import keras


@stub("ch11_cifar100", number=1, points=4)
def build_adapted_cnn(
    input_shape: tuple[int, ...] = (32, 32, 3),
    num_classes: int = 100,
    *,
    filters: tuple[int, ...] = (32, 64, 128),
    dropout_rate: float = 0.3,
) -> "keras.Model":
    """Build a convolutional classifier for small colour images of many classes.

    For each number in `filters` a block: two 3x3 convolutions with that many
    filters and padding "same", each with ReLU and batch normalization, in either
    order; 2x2 max pooling; dropout. After the last block: global average pooling,
    and a dense output layer with softmax.

    Dropout rises with depth. Of n blocks the first drops a share of
    `dropout_rate` / n, the second 2 * `dropout_rate` / n, and so on; the last one
    drops the whole `dropout_rate`.

    With the defaults that makes 301,700 parameters: 300,804 that training moves,
    and 896 averages that batch normalization keeps.

    Args:
        input_shape: Tuple of ints (height, width, channels).
        num_classes: Number of classes, an int of at least 2.
        filters: Tuple of positive ints, one per block of two convolutions.
        dropout_rate: Float in [0, 1): the share of the numbers that dropout
            (`keras.layers.Dropout`) sets to zero after the last block, while
            training only. With 0 nothing is dropped anywhere.

    Returns:
        Uncompiled `keras.Model`.
        Input: float32, shape (batch, height, width, channels), values in [0, 1];
        do not scale them again.
        Output: float32, shape (batch, num_classes), rows sum to 1. In use the
        answer for an image does not depend on the other images of its batch;
        in training it does, because batch normalization takes their mean.

    Raises:
        ValueError: If `filters` is empty.
    """
