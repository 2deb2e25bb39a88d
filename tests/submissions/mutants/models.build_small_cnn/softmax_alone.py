"""Has an output layer and no hidden one.

Hint: One dense layer is one template for each class. Put convolutions before it.
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
            layers.Dense(num_classes, activation="softmax"),
        ]
    )
