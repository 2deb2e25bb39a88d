"""GELU, layer normalization, mild L2, reshape instead of Flatten."""

import math

import keras

import fashionlab as fl

L2 = keras.regularizers.L2(1e-5)


@fl.solves(fl.models.build_ann)
def build_ann(
    input_shape: tuple = (28, 28, 1),
    num_classes: int = 10,
    *,
    hidden_units: tuple = (128, 64),
    dropout_rate: float = 0.0,
) -> keras.Model:
    if not len(hidden_units):
        raise ValueError("need hidden units")
    inputs = keras.layers.Input(input_shape)
    x = keras.layers.Reshape((math.prod(input_shape),))(inputs)
    for units in hidden_units:
        x = keras.layers.Dense(units, kernel_regularizer=L2)(x)
        x = keras.layers.LayerNormalization()(x)
        x = keras.activations.gelu(x)
        x = keras.layers.Dropout(rate=dropout_rate)(x)
    outputs = keras.layers.Dense(num_classes, activation=keras.activations.softmax)(x)
    return keras.Model(inputs=inputs, outputs=outputs, name="ann")
