"""A constant for the blocks."""

import keras

from fashionlab import models, solves


@solves(models.build_deeper_cnn)
def build_deeper_cnn(
    input_shape=(28, 28, 1), num_classes=10, *, filters=(32, 64), hidden_units=256, dropout_rate=0.5
):
    if len(filters) < 1:
        raise ValueError("no filters")
    x = inputs = keras.Input(input_shape)
    for n in filters:
        for _ in range(2):
            x = keras.layers.Conv2D(n, 3)(x)
            x = keras.layers.ReLU()(x)
        x = keras.layers.BatchNormalization()(x)
        x = keras.layers.MaxPooling2D()(x)
        x = keras.layers.Dropout(0.2)(x)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(hidden_units, activation="relu")(x)
    x = keras.layers.BatchNormalization()(x)
    x = keras.layers.Dropout(dropout_rate)(x)
    return keras.Model(inputs, keras.layers.Dense(num_classes, activation="softmax")(x))
