"""Halves the picture with strides instead of max pooling.

Hint: A stride of 2 leaves places out unseen; max pooling looks at all and keeps the largest.
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
        x = layers.Conv2D(count, 3, strides=2, activation="relu")(x)
    x = layers.Flatten()(x)
    x = layers.Dense(hidden_units, activation="relu")(x)
    x = layers.Dropout(dropout_rate)(x)
    outputs = layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)
