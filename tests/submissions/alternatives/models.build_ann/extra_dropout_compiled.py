"""Glorot normal, a little dropout on the input, and already compiled."""

import keras

from fashionlab import solves
from fashionlab.models import build_ann as target


@solves(target)
def network(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    if not list(hidden_units):
        raise ValueError("hidden_units must not be empty")
    hidden = []
    for units in hidden_units:
        hidden += [
            keras.layers.Dense(units, kernel_initializer="glorot_normal"),
            keras.layers.Activation("relu"),
            keras.layers.Dropout(dropout_rate),
        ]
    model = keras.Sequential(
        [
            keras.Input(input_shape),
            keras.layers.Flatten(),
            keras.layers.Dropout(0.05),
            *hidden,
            keras.layers.Dense(num_classes, "softmax"),
        ]
    )
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
