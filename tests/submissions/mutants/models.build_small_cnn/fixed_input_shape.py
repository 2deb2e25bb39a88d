"""Always expects images of 28x28.

Hint: input_shape is a parameter; (28, 28, 1) is only its default.
Fails: takes_other_image_sizes
"""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_small_cnn)
def build_small_cnn(input_shape=(28, 28, 1), num_classes=10):
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(24, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(num_classes, activation="softmax"),
        ]
    )
