"""The dense layers that turn features into class probabilities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fashionlab.errors import InvalidArgument
from fashionlab.quiet import import_keras

if TYPE_CHECKING:
    import keras


def add_head(
    features: Any,
    num_classes: int,
    *,
    hidden_units: tuple[int, ...],
    dropout_rate: float,
    batch_norm: bool = False,
    l2: float = 0.0,
) -> Any:
    """Put dense layers and a softmax on a row of features.

    Args:
        features: Keras tensor of shape (batch, number of features).
        num_classes: Number of classes, an int of at least 2.
        hidden_units: Units of each hidden layer; may be empty.
        dropout_rate: Float in [0, 1): share of units dropped after each hidden
            layer while training. Without hidden layers: of the features.
        batch_norm: Whether batch normalization follows each hidden layer.
        l2: Weight of the penalty on squared weights of the last layer, 0 for none.

    Returns:
        Keras tensor of shape (batch, num_classes); rows sum to 1.

    Raises:
        InvalidArgument: If a number is out of range.
    """
    _check(num_classes, hidden_units, dropout_rate)
    keras = import_keras()
    layers = keras.layers
    x = features
    if not hidden_units and dropout_rate:
        x = layers.Dropout(dropout_rate, name="dropout")(x)
    for number, units in enumerate(hidden_units, start=1):
        x = layers.Dense(units, activation="relu", name=f"hidden_{number}")(x)
        if batch_norm:
            x = layers.BatchNormalization(name=f"norm_{number}")(x)
        if dropout_rate:
            x = layers.Dropout(dropout_rate, name=f"dropout_{number}")(x)
    # float32 also under mixed precision: a softmax in half precision is too coarse.
    return layers.Dense(
        num_classes,
        activation="softmax",
        dtype="float32",
        kernel_regularizer=keras.regularizers.L2(l2) if l2 else None,
        name="probabilities",
    )(x)


def build_head(
    input_dim: int,
    num_classes: int = 10,
    *,
    hidden_units: tuple[int, ...] = (),
    dropout_rate: float = 0.0,
    batch_norm: bool = False,
    l2: float = 0.0,
) -> keras.Model:
    """Build a classifier of feature rows, such as `pipelines.cached_features` gives.

    The features are first brought to mean 0 and variance 1 by a batch
    normalization without weights, because different depths of a base give
    numbers of very different size.

    Args:
        input_dim: Number of features.
        num_classes: Number of classes, an int of at least 2.
        hidden_units: Units of each hidden layer; empty for logistic regression.
        dropout_rate: As in `add_head`.
        batch_norm: As in `add_head`.
        l2: As in `add_head`.

    Returns:
        Uncompiled `keras.Model`.
        Input: float16 or float32, shape (batch, input_dim).
        Output: float32, shape (batch, num_classes), rows sum to 1.

    Raises:
        InvalidArgument: If a number is out of range.
    """
    keras = import_keras()
    inputs = keras.Input((input_dim,), name="features")
    x = keras.layers.BatchNormalization(center=False, scale=False, name="standardise")(inputs)
    outputs = add_head(
        x,
        num_classes,
        hidden_units=hidden_units,
        dropout_rate=dropout_rate,
        batch_norm=batch_norm,
        l2=l2,
    )
    return keras.Model(inputs, outputs, name="head")


def _check(num_classes: int, hidden_units: tuple[int, ...], dropout_rate: float) -> None:
    if num_classes < 2:
        raise InvalidArgument(
            f"Expected at least 2 classes. Received: num_classes={num_classes!r}."
        )
    if any(units < 1 for units in hidden_units):
        raise InvalidArgument(
            f"Expected hidden_units to be positive ints. Received: hidden_units={hidden_units!r}."
        )
    if not 0 <= dropout_rate < 1:
        raise InvalidArgument(
            f"Expected a dropout_rate from 0 to below 1. Received: dropout_rate={dropout_rate!r}."
        )
