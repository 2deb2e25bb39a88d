"""Builds a dense layer of 128 units, whatever hidden_units is.

Hint: hidden_units is a parameter; 128 is only its default.
Fails: filters_and_hidden_units_set_the_sizes
"""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_cnn)
def build_cnn(
    input_shape=(28, 28, 1), num_classes=10, *, filters=(32, 64), hidden_units=128, dropout_rate=0.5
):
    if not filters:
        raise ValueError("filters is empty")
    inputs = keras.Input(input_shape)
    x = inputs
    for count in filters:
        x = layers.Conv2D(count, 3, activation="relu")(x)
        x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(128, activation="relu")(x)
    x = layers.Dropout(dropout_rate)(x)
    outputs = layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)
