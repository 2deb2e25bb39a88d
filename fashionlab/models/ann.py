"""Fully connected networks."""

from typing import TYPE_CHECKING

from fashionlab.tasks import stub

if TYPE_CHECKING:
    import keras


@stub("ch02_ann", number=3, points=3)
def build_ann(
    input_shape: tuple[int, ...] = (28, 28, 1),
    num_classes: int = 10,
    *,
    hidden_units: tuple[int, ...] = (128, 64),
    dropout_rate: float = 0.0,
) -> "keras.Model":
    """Build a fully connected classifier.

    The image is flattened into one long row of numbers. Each hidden layer is
    dense with ReLU, and is followed by dropout. The output layer is dense
    with softmax. With the defaults that makes 109,386 parameters.

    Args:
        input_shape: Tuple of ints (height, width, channels).
        num_classes: Number of classes, an int of at least 2.
        hidden_units: Tuple of positive ints, one per hidden layer.
        dropout_rate: Float in [0, 1): the share of units that dropout sets to
            zero after each hidden layer, while training only.

    Returns:
        Uncompiled `keras.Model`.
        Input: float32, shape (batch, height, width, channels), values in [0, 1].
        Output: float32, shape (batch, num_classes), rows sum to 1.

    Raises:
        ValueError: If `hidden_units` is empty.
    """
