"""Sequential, and nothing frozen."""

import keras

from fashionlab import models, solves


@solves(models.build_frozen_classifier)
def build_frozen_classifier(base, num_classes=10, *, scale=None, dropout_rate=0.2):
    parts = [keras.Input(base.input_shape[1:])]
    if scale is not None:
        parts.append(keras.layers.Lambda(scale))
    parts += [
        base,
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dropout(dropout_rate),
        keras.layers.Dense(num_classes, activation="softmax"),
    ]
    return keras.Sequential(parts)
