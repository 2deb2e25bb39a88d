"""The functional way, one block after the other."""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_deeper_cnn)
def build_deeper_cnn(
    input_shape=(28, 28, 1), num_classes=10, *, filters=(32, 64), hidden_units=256, dropout_rate=0.5
):
    if not filters:
        raise ValueError("filters")
    inputs = x = keras.Input(shape=input_shape)
    for count in filters:
        x = layers.Conv2D(count, (3, 3), activation="relu")(x)
        x = layers.Conv2D(count, (3, 3), activation="relu")(x)
        x = layers.BatchNormalization()(x)
        x = layers.MaxPooling2D()(x)
        x = layers.Dropout(dropout_rate * 0.5)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(hidden_units, activation="relu")(x)
    x = layers.BatchNormalization()(x)
    x = layers.Dropout(dropout_rate)(x)
    outputs = layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)
