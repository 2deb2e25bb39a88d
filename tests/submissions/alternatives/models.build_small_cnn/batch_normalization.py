"""Batch normalization after every convolution, max pooling three times."""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_small_cnn)
def build_small_cnn(input_shape=(28, 28, 1), num_classes=10):
    inputs = keras.Input(input_shape)
    x = inputs
    for filters in (12, 24, 32):
        x = layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
        x = layers.BatchNormalization()(x)
        x = layers.Activation("relu")(x)
        x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(num_classes, activation="softmax")(x))
