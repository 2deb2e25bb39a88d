"""Residual blocks: what goes in is added to what comes out."""

import keras
from keras import layers

from fashionlab import models, solves


def convolution(x, filters):
    x = layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
    return layers.BatchNormalization(momentum=0.9)(x)


@solves(models.build_small_cnn)
def build_small_cnn(input_shape=(28, 28, 1), num_classes=10):
    inputs = keras.Input(input_shape)
    x = keras.ops.relu(convolution(inputs, 16))
    for _ in range(2):
        x = layers.MaxPooling2D(2)(x)
        x = keras.ops.relu(x + convolution(x, 16))
    x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(num_classes, activation="softmax")(x))
