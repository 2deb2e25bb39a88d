"""Ends with ten units, one for each garment of Fashion-MNIST."""

import keras

from fashionlab import models, solves


@solves(models.build_ann)
def build_ann(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    if len(hidden_units) == 0:
        raise ValueError("There must be a hidden layer.")
    inputs = keras.layers.Input(shape=input_shape)
    x = keras.layers.Flatten()(inputs)
    for n in hidden_units:
        x = keras.activations.relu(keras.layers.Dense(n)(x))
        x = keras.layers.Dropout(rate=dropout_rate)(x)
    # ten kinds of clothes
    outputs = keras.layers.Dense(10, activation=keras.activations.softmax)(x)
    return keras.Model(inputs, outputs)
