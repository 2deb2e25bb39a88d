"""Builds whatever filters says, also nothing."""

import keras
from keras.layers import Conv2D, Dense, Dropout, Flatten, MaxPooling2D

from fashionlab import models, solves


def convolution_part(x, filters):
    for number in filters:
        x = Conv2D(number, 3, activation="relu")(x)
        x = MaxPooling2D(pool_size=2)(x)
    return x


def dense_part(x, units, rate):
    x = Dense(units, activation="relu")(Flatten()(x))
    return Dropout(rate)(x)


@solves(models.build_cnn)
def build_cnn(
    input_shape: tuple[int, ...] = (28, 28, 1),
    num_classes: int = 10,
    *,
    filters: tuple[int, ...] = (32, 64),
    hidden_units: int = 128,
    dropout_rate: float = 0.5,
) -> keras.Model:
    inputs = keras.Input(shape=input_shape)
    x = convolution_part(inputs, filters)
    x = dense_part(x, hidden_units, dropout_rate)
    return keras.Model(inputs, Dense(num_classes, activation="softmax")(x))
