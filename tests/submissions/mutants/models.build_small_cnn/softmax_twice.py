"""Applies softmax to probabilities.

Hint: The layer has activation="softmax" already; a second one makes all classes nearly equal.
Fails: learns_twenty_images_by_heart
"""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_small_cnn)
def build_small_cnn(input_shape=(28, 28, 1), num_classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(24, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(num_classes, activation="softmax"),
            layers.Softmax(),
        ]
    )
