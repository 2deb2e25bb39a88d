"""Makes the image small by pooling and leaves the rest to a dense layer."""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_small_cnn)
def build_small_cnn(input_shape=(28, 28, 1), num_classes=10):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.AveragePooling2D(2),
            layers.Flatten(),
            layers.Dense(60, activation="relu"),
            layers.Dense(num_classes, activation="softmax"),
        ]
    )
