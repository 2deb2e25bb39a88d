"""Collects the layers in a list and never asks whether hidden_units is empty."""

import keras
from keras import layers

from fashionlab import models, solves


def hidden_layer(units, rate):
    return [layers.Dense(units, activation="relu"), layers.Dropout(rate)]


@solves(models.build_ann)
def build_ann(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    stack = [layers.Input(input_shape), layers.Flatten()]
    for units in hidden_units:
        stack.extend(hidden_layer(units, dropout_rate))
    stack.append(layers.Dense(num_classes, activation="softmax"))
    return keras.Sequential(stack)
