"""GELU in place of ReLU, keras.ops for pooling."""

import keras
from keras import layers

from fashionlab import models, solves


def halve(x):
    return keras.ops.max_pool(x, 2)


@solves(models.build_cnn)
def build_cnn(
    input_shape=(28, 28, 1), num_classes=10, *, filters=(32, 64), hidden_units=128, dropout_rate=0.5
):
    if not filters:
        raise ValueError("filters")
    inputs = keras.Input(input_shape)
    x = inputs
    for n in filters:
        x = halve(layers.Conv2D(n, 3, activation="gelu")(x))
    x = layers.Flatten()(x)
    x = layers.Dense(hidden_units, activation="gelu")(x)
    x = layers.Dropout(dropout_rate)(x)
    return keras.Model(inputs, layers.Dense(num_classes, activation="softmax")(x))
