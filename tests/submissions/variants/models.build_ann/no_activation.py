"""Forgets relu: the hidden layers are Dense(units) and nothing more."""

import keras
from keras.layers import Dense, Dropout, Flatten, Softmax

from fashionlab import models, solves


@solves(models.build_ann)
def build_ann(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    if len(hidden_units) < 1:
        raise ValueError("hidden_units must not be empty")
    inputs = keras.Input(shape=input_shape, name="image")
    x = Flatten(name="pixels")(inputs)
    for number, units in enumerate(hidden_units, start=1):
        x = Dense(units, name=f"hidden{number}")(x)
        x = Dropout(dropout_rate, name=f"dropout{number}")(x)
    x = Dense(num_classes, name="scores")(x)
    return keras.Model(inputs, Softmax()(x))
