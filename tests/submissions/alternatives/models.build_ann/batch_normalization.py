"""Dense, batch normalization, ReLU, dropout; softmax as a layer of its own."""

import keras
from keras.layers import BatchNormalization, Dense, Dropout, Flatten, ReLU, Softmax

from fashionlab import models, solves


def block(x, units, rate):
    x = Dense(units)(x)
    x = BatchNormalization()(x)
    x = ReLU()(x)
    return Dropout(rate)(x)


@solves(models.build_ann)
def build_ann(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    if hidden_units == ():
        raise ValueError("hidden_units")
    inputs = keras.Input(shape=input_shape)
    x = Flatten()(inputs)
    for units in hidden_units:
        x = block(x, units, dropout_rate)
    return keras.Model(inputs, Softmax()(Dense(num_classes)(x)))
