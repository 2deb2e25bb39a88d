"""Batch normalization comes once in a block, after both convolutions.

Hint: Each of the two convolutions of a block has a keras.layers.BatchNormalization of its own.
Fails: normalizes_every_convolution
"""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_adapted_cnn)
def build_adapted_cnn(
    input_shape=(32, 32, 3), num_classes=100, *, filters=(32, 64, 128), dropout_rate=0.3
):
    if len(filters) == 0:
        raise ValueError("at least one block")
    x = inputs = keras.Input(input_shape)
    for number, count in enumerate(filters, 1):
        x = layers.Conv2D(count, 3, padding="same")(x)
        x = layers.ReLU()(x)
        x = layers.Conv2D(count, 3, padding="same")(x)
        x = layers.ReLU()(x)
        x = layers.BatchNormalization()(x)
        x = layers.MaxPooling2D(2)(x)
        x = layers.Dropout(dropout_rate * number / len(filters))(x)
    x = layers.GlobalAveragePooling2D()(x)
    outputs = layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)
