"""Writes 0.5 into the dropout layer, as the chapter does."""

import keras
from keras import layers

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
    if len(filters) < 1:
        raise ValueError("filters needs at least one number")
    convolutions = []
    for count in filters:
        convolutions += [layers.Conv2D(count, 3, activation="relu"), layers.MaxPooling2D(2)]
    return keras.Sequential(
        [
            layers.Input(input_shape),
            *convolutions,
            layers.Flatten(),
            layers.Dense(hidden_units, activation="relu"),
            layers.Dropout(0.5),
            layers.Dense(num_classes, activation="softmax"),
        ]
    )
