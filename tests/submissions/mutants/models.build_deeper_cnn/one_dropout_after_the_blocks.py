"""Dropout comes once, after the last block, and not after each.

Hint: Is the Dropout of the blocks inside of the loop?
Fails: every_block_drops
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
    stack = [keras.Input(input_shape)]
    for count in filters:
        stack += [
            layers.Conv2D(count, 3, activation="relu"),
            layers.Conv2D(count, 3, activation="relu"),
            layers.BatchNormalization(),
            layers.MaxPooling2D(2),
        ]
    stack += [
        layers.Dropout(dropout_rate / 2),
        layers.Flatten(),
        layers.Dense(hidden_units, activation="relu"),
        layers.BatchNormalization(),
        layers.Dropout(dropout_rate),
        layers.Dense(num_classes, activation="softmax"),
    ]
    return keras.Sequential(stack)
