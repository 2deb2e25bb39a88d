"""Every block drops the whole dropout_rate.

Hint: Only the last block drops all of it. Block i of n, counted from 1, drops dropout_rate * i / n.
Fails: dropout_rises_with_depth
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
    for count in filters:
        x = layers.Conv2D(count, 3, padding="same")(x)
        x = layers.BatchNormalization()(x)
        x = layers.ReLU()(x)
        x = layers.Conv2D(count, 3, padding="same")(x)
        x = layers.BatchNormalization()(x)
        x = layers.ReLU()(x)
        x = layers.MaxPooling2D(2)(x)
        x = layers.Dropout(dropout_rate)(x)
    x = layers.GlobalAveragePooling2D()(x)
    outputs = layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)
