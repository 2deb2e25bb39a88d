"""Functional; dropout only where the rate is above 0; keras.ops.softmax at the end."""

import keras
from keras import layers as L

from fashionlab import models, solves


@solves(models.build_ann)
def build_ann(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    if len(tuple(hidden_units)) < 1:
        raise ValueError(f"hidden_units={hidden_units}")
    x = images = L.Input(input_shape, dtype="float32")
    x = L.Flatten()(x)
    for i, units in enumerate(hidden_units):
        x = L.Dense(units, name=f"hidden_{i}")(x)
        x = keras.ops.relu(x)
        if dropout_rate > 0:
            x = L.Dropout(dropout_rate)(x)
    return keras.Model(images, keras.ops.softmax(L.Dense(num_classes)(x), axis=-1))
