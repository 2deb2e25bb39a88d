"""Networks as others published them, layer by layer, to compare ours with.

Parameter counts are those of Fashion-MNIST and MNIST, 28x28 grey images and ten classes.
"""

from typing import TYPE_CHECKING

from fashionlab.quiet import import_keras

if TYPE_CHECKING:
    import keras

Shape = tuple[int, ...]


def build_cnn_v1(input_shape: Shape = (28, 28, 1), num_classes: int = 10) -> "keras.Model":
    """Build the smallest CNN of the cost study: 16-32, no hidden dense layer, 12,810 parameters.

    Args:
        input_shape: Tuple of ints (height, width, channels).
        num_classes: Number of classes.

    Returns:
        Uncompiled model; images in [0, 1] in, rows of probabilities out.
    """
    keras = import_keras()
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(num_classes, activation="softmax"),
        ]
    )


def build_cnn_v2(input_shape: Shape = (28, 28, 1), num_classes: int = 10) -> "keras.Model":
    """Build the larger CNN of the cost study: 32-32-64-64 and Dense 128, 197,482 parameters.

    Args:
        input_shape: Tuple of ints (height, width, channels).
        num_classes: Number of classes.

    Returns:
        Uncompiled model; images in [0, 1] in, rows of probabilities out.
    """
    keras = import_keras()
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(32, 3, activation="relu"),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, activation="relu"),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dropout(0.5),
            layers.Dense(num_classes, activation="softmax"),
        ]
    )


def build_wide_cnn(input_shape: Shape = (28, 28, 1), num_classes: int = 10) -> "keras.Model":
    """Build the "simple CNN" of the architecture study: 32-64, one pooling, 1,199,882 parameters.

    Nearly all of them lie in the one dense layer after `Flatten`.

    Args:
        input_shape: Tuple of ints (height, width, channels).
        num_classes: Number of classes.

    Returns:
        Uncompiled model; images in [0, 1] in, rows of probabilities out.
    """
    keras = import_keras()
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(32, 3, activation="relu"),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.25),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dropout(0.5),
            layers.Dense(num_classes, activation="softmax"),
        ]
    )


def build_wide_deep_cnn(input_shape: Shape = (28, 28, 1), num_classes: int = 10) -> "keras.Model":
    """Build the "deeper CNN" of the architecture study: 64-64-128-128-256-256, two dense layers.

    The study gives its size alone, 3.8 million parameters; this one has 3,769,546.

    Args:
        input_shape: Tuple of ints (height, width, channels).
        num_classes: Number of classes.

    Returns:
        Uncompiled model; images in [0, 1] in, rows of probabilities out.
    """
    keras = import_keras()
    layers = keras.layers
    model = keras.Sequential([keras.Input(input_shape)])
    for filters in (64, 128, 256):
        model.add(layers.Conv2D(filters, 3, padding="same", activation="relu"))
        model.add(layers.Conv2D(filters, 3, padding="same", activation="relu"))
        model.add(layers.MaxPooling2D(2))
        model.add(layers.Dropout(0.25))
    model.add(layers.Flatten())
    for units in (1024, 256):
        model.add(layers.Dense(units, activation="relu"))
        model.add(layers.Dropout(0.5))
    model.add(layers.Dense(num_classes, activation="softmax"))
    return model
