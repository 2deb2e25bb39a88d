"""Applies softmax to probabilities.

Hint: The layer has activation="softmax" already; a second one makes all classes nearly equal.
Fails: learns_twenty_images_by_heart
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
        x = layers.Dense(units, activation="relu")(x)
        x = layers.Dropout(dropout_rate)(x)
    outputs = layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(inputs, layers.Softmax()(outputs))
