"""The average of each map at the end, without batch normalization."""

import keras

from fashionlab import models, solves


@solves(models.build_small_cnn)
def build_small_cnn(input_shape=(28, 28, 1), num_classes=10):
    model = keras.Sequential([keras.Input(input_shape)])
    model.add(keras.layers.Conv2D(16, 3, padding="same", activation="relu"))
    model.add(keras.layers.MaxPooling2D())
    model.add(keras.layers.Conv2D(24, 3, padding="same", activation="relu"))
    model.add(keras.layers.MaxPooling2D())
    model.add(keras.layers.Conv2D(32, 3, padding="same", activation="relu"))
    model.add(keras.layers.GlobalAveragePooling2D())
    model.add(keras.layers.Dense(num_classes))
    model.add(keras.layers.Softmax())
    return model
