"""A family of small convolutional networks: much accuracy for few parameters."""

from typing import TYPE_CHECKING, Any

from fashionlab.errors import InvalidArgument
from fashionlab.quiet import import_keras

if TYPE_CHECKING:
    import keras

BLOCKS = ("full", "separable")


def build_compact_cnn(
    input_shape: tuple[int, ...] = (28, 28, 1),
    num_classes: int = 10,
    *,
    stem: int = 24,
    stages: tuple[tuple[int, ...], ...] = ((64, 64), (96, 96)),
    block: str = "full",
    head: str = "flatten",
    dropout_rate: float = 0.0,
) -> "keras.Model":
    """Build a small CNN: every convolution followed by batch normalization and ReLU.

    A stem of one 3x3 convolution, then stages. Each stage halves the image and
    holds some 3x3 convolutions; one that keeps the number of channels is added
    to its input (He et al. 2016). No bias and no hidden dense layer: parameters
    go where images need them.

    Args:
        input_shape: Tuple of ints (height, width, channels).
        num_classes: Number of classes, an int of at least 2.
        stem: Channels of the first convolution.
        stages: Channels of the convolutions of each stage.
        block: "full" convolutions, or "separable" ones (Chollet 2017), with
            about eight times fewer parameters and less accuracy per channel.
        head: "flatten" keeps where a feature was seen, "average" forgets it and
            needs fewer parameters.
        dropout_rate: Float in [0, 1), before the output layer.

    Returns:
        Uncompiled `keras.Model`.
        Input: float32, shape (batch, height, width, channels), values in [0, 1].
        Output: float32, shape (batch, num_classes), rows sum to 1.

    Raises:
        InvalidArgument: If `block` or `head` is not one of those above, or the
            image is too small for so many stages.
    """
    _check(input_shape, stages, block, head)
    keras = import_keras()
    inputs = keras.Input(input_shape, name="image")
    x = _convolution(inputs, stem, "full")
    for stage in stages:
        x = keras.layers.MaxPooling2D(2)(x)
        for filters in stage:
            y = _convolution(x, filters, block)
            x = keras.layers.Add()([x, y]) if x.shape[-1] == filters else y
    if head == "flatten":
        # One more pooling: a position out of 3x3 is all that helps.
        x = keras.layers.Flatten()(keras.layers.MaxPooling2D(2)(x))
    else:
        x = keras.layers.GlobalAveragePooling2D()(x)
    if dropout_rate:
        x = keras.layers.Dropout(dropout_rate)(x)
    outputs = keras.layers.Dense(num_classes, activation="softmax", dtype="float32")(x)
    return keras.Model(inputs, outputs, name="compact_cnn")


def _convolution(x: Any, filters: int, block: str) -> Any:
    keras = import_keras()
    layers = keras.layers
    if block == "separable":
        x = layers.DepthwiseConv2D(3, padding="same", use_bias=False)(x)
        x = layers.Conv2D(filters, 1, use_bias=False)(x)
    else:
        x = layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
    # 0.9 instead of 0.99: right after some hundred steps, not some thousand.
    x = layers.BatchNormalization(momentum=0.9)(x)
    return layers.Activation("relu")(x)


def _check(
    input_shape: tuple[int, ...], stages: tuple[tuple[int, ...], ...], block: str, head: str
) -> None:
    if block not in BLOCKS:
        raise InvalidArgument(f"Expected block to be one of {BLOCKS}. Received: block={block!r}.")
    if head not in ("flatten", "average"):
        raise InvalidArgument(
            f"Expected head to be 'flatten' or 'average'. Received: head={head!r}."
        )
    halvings = len(stages) + (head == "flatten")
    if min(input_shape[:2]) < 2**halvings:
        raise InvalidArgument(
            f"The image is halved {halvings} times. Expected at least {2**halvings} pixels each "
            f"way. Received: input_shape={input_shape!r}."
        )
