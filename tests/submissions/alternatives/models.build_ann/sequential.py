"""Sequential, filled in a loop."""

import keras

from fashionlab import models, solves


@solves(models.build_ann)
def build_ann(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    if len(hidden_units) == 0:
        raise ValueError("hidden_units is empty")
    model = keras.Sequential()
    model.add(keras.Input(shape=input_shape))
    model.add(keras.layers.Flatten())
    for units in hidden_units:
        model.add(keras.layers.Dense(units, activation="relu", kernel_initializer="he_normal"))
        model.add(keras.layers.Dropout(dropout_rate))
    model.add(keras.layers.Dense(num_classes, activation="softmax"))
    return model
