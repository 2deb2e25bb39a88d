"""Flatten in a Sequential head."""

import keras

from fashionlab import models, solves


@solves(models.build_frozen_classifier)
def build_frozen_classifier(base, num_classes=10, *, scale=None, dropout_rate=0.2):
    base.trainable = False
    head = keras.Sequential(
        [
            keras.layers.Flatten(),
            keras.layers.Dropout(dropout_rate),
            keras.layers.Dense(num_classes, activation="softmax"),
        ]
    )
    image = keras.Input(base.input_shape[1:])
    return keras.Model(image, head(base(scale(image) if scale else image)))
