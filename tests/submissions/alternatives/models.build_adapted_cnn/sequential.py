"""A Sequential model."""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_adapted_cnn)
def build_adapted_cnn(
    input_shape=(32, 32, 3), num_classes=100, *, filters=(32, 64, 128), dropout_rate=0.3
):
    if not filters:
        raise ValueError("no blocks")
    model = keras.Sequential([keras.Input(input_shape)])
    for i in range(len(filters)):
        for _ in range(2):
            model.add(layers.Conv2D(filters[i], (3, 3), padding="same", use_bias=False))
            model.add(layers.BatchNormalization())
            model.add(layers.ReLU())
        model.add(layers.MaxPooling2D())
        model.add(layers.Dropout((i + 1) * dropout_rate / len(filters)))
    model.add(layers.GlobalAveragePooling2D())
    model.add(layers.Dense(num_classes, activation="softmax"))
    return model
