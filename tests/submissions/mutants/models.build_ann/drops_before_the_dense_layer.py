"""Drops in front of each hidden layer, the pixels first.

Hint: The order is dense layer, then Dropout: hidden units are dropped, not pixels.
Fails: drops_units_and_not_pixels
"""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_ann)
def build_ann(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    if not hidden_units:
        raise ValueError("hidden_units is empty")
    inputs = keras.Input(input_shape)
    x = layers.Flatten()(inputs)
    for units in hidden_units:
        x = layers.Dropout(dropout_rate)(x)
        x = layers.Dense(units, activation="relu")(x)
    outputs = layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)
