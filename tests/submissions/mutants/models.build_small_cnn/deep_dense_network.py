"""Makes a dense network deeper, within the budget.

Hint: A dense layer learns each place by itself, a deep one too. Put convolutions before Flatten.
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
            layers.Dense(15, activation="relu"),
            layers.Dense(24, activation="relu"),
            layers.Dense(num_classes, activation="softmax"),
        ]
    )
