"""Ends with one plain score per class."""

import keras

from fashionlab import models, solves


@solves(models.build_cnn)
def build_cnn(
    input_shape=(28, 28, 1),
    num_classes=10,
    *,
    filters=(32, 64),
    hidden_units=128,
    dropout_rate=0.5,
):
    if not filters:
        raise ValueError("filters is empty")
    model = keras.Sequential([keras.Input(shape=input_shape)])
    for n in filters:
        model.add(keras.layers.Conv2D(n, (3, 3), activation="relu"))
        model.add(keras.layers.MaxPooling2D((2, 2)))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(hidden_units, activation="relu"))
    model.add(keras.layers.Dropout(dropout_rate))
    model.add(keras.layers.Dense(num_classes))
    return model
