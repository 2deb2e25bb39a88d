"""Counts what training moves, and forgets the averages of batch normalization.

Hint: BatchNormalization holds four numbers a map, not two: count_params() counts them all.
Fails: stays_under_the_budget
"""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_small_cnn)
def build_small_cnn(input_shape=(28, 28, 1), num_classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(16, 3, use_bias=False),
            layers.BatchNormalization(momentum=0.9),
            layers.Activation("relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, use_bias=False),
            layers.BatchNormalization(momentum=0.9),
            layers.Activation("relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(num_classes, use_bias=False, activation="softmax"),
        ]
    )
