"""Sequential, the same rate in each block."""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_adapted_cnn)
def build_adapted_cnn(
    input_shape=(32, 32, 3), num_classes=100, *, filters=(32, 64, 128), dropout_rate=0.3
):
    if not filters:
        raise ValueError("filters is empty")
    net = keras.Sequential()
    net.add(keras.Input(shape=input_shape))
    for f in filters:
        net.add(layers.Conv2D(f, 3, activation="relu", padding="same"))
        net.add(layers.BatchNormalization())
        net.add(layers.Conv2D(f, 3, activation="relu", padding="same"))
        net.add(layers.BatchNormalization())
        net.add(layers.MaxPooling2D(2))
        net.add(layers.Dropout(rate=dropout_rate))
    net.add(layers.GlobalAveragePooling2D())
    net.add(layers.Dense(num_classes, activation="softmax"))
    return net
