"""Sequential with Flatten."""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_adapted_cnn)
def build_adapted_cnn(
    input_shape=(32, 32, 3), num_classes=100, *, filters=(32, 64, 128), dropout_rate=0.3
):
    if not filters:
        raise ValueError("filters is empty")
    stack = [keras.Input(shape=input_shape)]
    for i, f in enumerate(filters):
        for _ in range(2):
            stack += [
                layers.Conv2D(f, 3, padding="same", use_bias=False),
                layers.BatchNormalization(),
                layers.ReLU(),
            ]
        stack += [layers.MaxPool2D(), layers.Dropout((i + 1) / len(filters) * dropout_rate)]
    stack += [layers.Flatten(), layers.Dense(num_classes, activation="softmax")]
    return keras.Sequential(stack)
