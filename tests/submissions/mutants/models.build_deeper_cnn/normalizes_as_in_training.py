"""Batch normalization always takes the mean of the batch, also in use.

Hint: Keras tells a layer by itself whether it is being trained. Do not pass `training=True`.
Fails: an_image_stands_alone_in_use
"""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_deeper_cnn)
def build_deeper_cnn(
    input_shape=(28, 28, 1), num_classes=10, *, filters=(32, 64), hidden_units=256, dropout_rate=0.5
):
    if not filters:
        raise ValueError("filters")

    inputs = x = keras.Input(input_shape)
    for count in filters:
        x = layers.Conv2D(count, 3, activation="relu")(x)
        x = layers.Conv2D(count, 3, activation="relu")(x)
        x = layers.BatchNormalization()(x, training=True)
        x = layers.MaxPooling2D(2)(x)
        x = layers.Dropout(dropout_rate / 2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(hidden_units, activation="relu")(x)
    x = layers.BatchNormalization()(x, training=True)
    x = layers.Dropout(dropout_rate)(x)
    return keras.Model(inputs, layers.Dense(num_classes, activation="softmax")(x))
