"""A model class; the images are moved to [-1, 1], which is no second division by 255."""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_adapted_cnn)
def build_adapted_cnn(
    input_shape=(32, 32, 3), num_classes=100, *, filters=(32, 64, 128), dropout_rate=0.3
):
    if not filters:
        raise ValueError("filters is empty")

    class Block(layers.Layer):
        def __init__(self, count, rate):
            super().__init__()
            self.steps = []
            for _ in range(2):
                self.steps.append(layers.Conv2D(count, 3, padding="same"))
                self.steps.append(layers.BatchNormalization())
                self.steps.append(layers.Activation("relu"))
            self.steps.append(layers.MaxPooling2D(2))
            self.steps.append(layers.Dropout(rate))

        def call(self, x, training=None):
            for step in self.steps:
                normal = isinstance(step, (layers.BatchNormalization, layers.Dropout))
                x = step(x, training=training) if normal else step(x)
            return x

    blocks = [
        Block(count, dropout_rate * (place + 1) / len(filters))
        for place, count in enumerate(filters)
    ]
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Rescaling(2.0, offset=-1.0),
            *blocks,
            layers.GlobalAveragePooling2D(),
            layers.Dense(num_classes, activation="softmax"),
        ]
    )
