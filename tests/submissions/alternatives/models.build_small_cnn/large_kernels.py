"""Large kernels with GELU, and dropout between them."""

import keras

from fashionlab import models, solves


@solves(models.build_small_cnn)
def build_small_cnn(input_shape=(28, 28, 1), num_classes=10):
    return keras.Sequential(
        [
            keras.layers.Input(shape=input_shape),
            keras.layers.Conv2D(8, 5, padding="same", activation="gelu"),
            keras.layers.MaxPooling2D(2),
            keras.layers.SpatialDropout2D(0.1),
            keras.layers.Conv2D(16, 5, padding="same", activation="gelu"),
            keras.layers.MaxPooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(num_classes, activation="softmax"),
        ]
    )
