"""Uses kernels of 1x1 and leaves the rest to a dense layer.

Hint: A kernel of 1x1 sees one pixel: no edge, no corner. Take 3x3.
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
            layers.Conv2D(4, 1, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(15, activation="relu"),
            layers.Dense(num_classes, activation="softmax"),
        ]
    )
