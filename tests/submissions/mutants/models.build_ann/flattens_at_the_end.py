"""Flattens after the hidden layers instead of before them.

Hint: A dense layer works on the last axis only, here the channels. Flatten comes first.
Fails: hidden_units_set_the_widths
"""

import keras

from fashionlab import models, solves


@solves(models.build_ann)
def build_ann(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    if not hidden_units:
        raise ValueError("x")
    m = keras.Sequential([keras.Input(input_shape)])
    for u in hidden_units:
        m.add(keras.layers.Dense(u, "relu"))
        m.add(keras.layers.Dropout(dropout_rate))
    m.add(keras.layers.Flatten())
    m.add(keras.layers.Dense(num_classes, "softmax"))
    return m
