"""Writes ReLU behind the dense layer and forgets it behind the convolutions."""

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
    if not list(filters):
        raise ValueError("no filters given")
    inputs = keras.layers.Input(input_shape)
    maps = inputs
    for channels in filters:
        maps = keras.layers.Conv2D(filters=channels, kernel_size=(3, 3), strides=1)(maps)
        maps = keras.ops.max_pool(maps, pool_size=2)
    row = keras.layers.Flatten()(maps)
    row = keras.layers.Dense(hidden_units)(row)
    row = keras.ops.relu(row)
    row = keras.layers.Dropout(dropout_rate)(row)
    outputs = keras.layers.Dense(num_classes, activation="softmax")(row)
    return keras.Model(inputs, outputs)
