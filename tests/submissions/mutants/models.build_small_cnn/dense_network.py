"""Builds a network without convolutions.

Hint: A dense layer learns each place by itself; a kernel learns once for all. Put convolutions first.
Fails: finds_a_pattern_anywhere
"""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_small_cnn)
def build_small_cnn(input_shape=(28, 28, 1), num_classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Flatten(),
            layers.Dense(16, activation="relu"),
            layers.Dense(num_classes, activation="softmax"),
        ]
    )
