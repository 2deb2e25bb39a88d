"""Applies every layer to the flattened image and keeps only the last.

Hint: Each layer works on the result of the one before: x = layer(x).
Fails: hidden_units_set_the_widths
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
        y = layers.Dense(units, activation="relu")(x)
        y = layers.Dropout(dropout_rate)(y)
    outputs = layers.Dense(num_classes, activation="softmax")(y)
    return keras.Model(inputs, outputs)
