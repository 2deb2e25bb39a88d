"""Batch normalization after each convolution and before ReLU, in place of the bias."""

import keras
from keras import layers

from fashionlab import models, solves


def convolve(x, count):
    x = layers.Conv2D(count, 3, use_bias=False)(x)
    return layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))


@solves(models.build_deeper_cnn)
def build_deeper_cnn(
    input_shape=(28, 28, 1), num_classes=10, *, filters=(32, 64), hidden_units=256, dropout_rate=0.5
):
    if not filters:
        raise ValueError("filters")
    x = inputs = keras.Input(input_shape)
    for count in filters:
        x = convolve(convolve(x, count), count)
        x = layers.Dropout(dropout_rate / 2)(layers.MaxPooling2D(2)(x))
    x = layers.Dense(hidden_units, use_bias=False)(layers.Flatten()(x))
    x = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))
    x = layers.Dropout(dropout_rate)(x)
    return keras.Model(inputs, layers.Dense(num_classes, activation="softmax")(x))
