"""Dropout everywhere, and nothing else between the layers."""

import keras

from fashionlab import models, solves


@solves(models.build_deeper_cnn)
def build_deeper_cnn(
    input_shape=(28, 28, 1), num_classes=10, *, filters=(32, 64), hidden_units=256, dropout_rate=0.5
):
    if not filters:
        raise ValueError("no filters")
    inputs = keras.Input(input_shape)
    x = inputs
    for n in filters:
        for _ in range(2):
            x = keras.layers.Activation("relu")(keras.layers.Conv2D(n, 3)(x))
        x = keras.layers.MaxPooling2D()(x)
        x = keras.layers.Dropout(dropout_rate / 2)(x)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(hidden_units, activation="relu")(x)
    x = keras.layers.Dropout(dropout_rate)(x)
    return keras.Model(inputs, keras.layers.Dense(num_classes, activation="softmax")(x))
