"""ReLU first, then batch normalization; rates from np.linspace."""

import keras
import numpy as np
from keras import layers

from fashionlab import models, solves


@solves(models.build_adapted_cnn)
def build_adapted_cnn(
    input_shape=(32, 32, 3), num_classes=100, *, filters=(32, 64, 128), dropout_rate=0.3
):
    if len(filters) < 1:
        raise ValueError(f"filters={filters}")
    rates = np.linspace(0, dropout_rate, len(filters) + 1)[1:]
    inputs = keras.layers.Input(shape=input_shape)
    x = inputs
    for count, rate in zip(filters, rates):
        x = layers.Conv2D(count, 3, activation="relu", padding="same")(x)
        x = layers.BatchNormalization()(x)
        x = layers.Conv2D(count, 3, activation="relu", padding="same")(x)
        x = layers.BatchNormalization()(x)
        x = layers.MaxPool2D((2, 2))(x)
        x = layers.Dropout(float(rate))(x)
    x = layers.GlobalAvgPool2D()(x)
    return keras.Model(inputs=inputs, outputs=layers.Dense(num_classes, "softmax")(x))
