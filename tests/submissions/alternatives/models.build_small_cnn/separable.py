"""Depthwise-separable convolutions with batch normalization, averaged at the end."""

import keras
from keras import layers

from fashionlab import models, solves


def normalized(x):
    return layers.ReLU()(layers.BatchNormalization()(x))


@solves(models.build_small_cnn)
def build_small_cnn(input_shape=(28, 28, 1), num_classes=10):
    inputs = keras.Input(input_shape)
    x = normalized(layers.Conv2D(16, 3, padding="same", use_bias=False)(inputs))
    for filters in (32, 48):
        x = layers.SeparableConv2D(filters, 3, padding="same", use_bias=False)(x)
        x = layers.MaxPooling2D(2)(normalized(x))
    x = normalized(layers.SeparableConv2D(64, 3, padding="same", use_bias=False)(x))
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, layers.Dense(num_classes, activation="softmax")(x))
