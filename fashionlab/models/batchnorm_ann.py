"""A dense network with batch normalization."""

from typing import TYPE_CHECKING

from fashionlab.quiet import import_keras

if TYPE_CHECKING:
    import keras


def build_batchnorm_ann(
    input_shape: tuple[int, ...] = (28, 28, 1),
    num_classes: int = 10,
    *,
    hidden_units: tuple[int, ...] = (128, 64),
    dropout_rate: float = 0.0,
) -> "keras.Model":
    """Build a dense network whose hidden layers are normalized (Ioffe and Szegedy 2015).

    Each hidden layer is a matrix, batch normalization and ReLU. The offset of
    the normalization stands in for the bias: for units 128 and 64 on 28x28
    images and ten classes that makes 109,962 numbers.

    Args:
        input_shape: Tuple of ints (height, width, channels).
        num_classes: Number of classes.
        hidden_units: Width of each hidden layer.
        dropout_rate: Float in [0, 1), after each hidden layer.

    Returns:
        Uncompiled model; images in [0, 1] in, rows of probabilities out.
    """
    keras = import_keras()
    layers = keras.layers
    stack = [keras.Input(input_shape), layers.Flatten()]
    for units in hidden_units:
        stack += [
            layers.Dense(units, use_bias=False),
            # 0.9 instead of 0.99: right after some hundred steps, not some thousand.
            layers.BatchNormalization(momentum=0.9),
            layers.Activation("relu"),
        ]
        if dropout_rate:
            stack.append(layers.Dropout(dropout_rate))
    stack.append(layers.Dense(num_classes, activation="softmax", dtype="float32"))
    return keras.Sequential(stack)
