"""Builds first and freezes the base at the end."""

import keras

from fashionlab import models, solves


@solves(models.build_frozen_classifier)
def build_frozen_classifier(base, num_classes=10, *, scale=None, dropout_rate=0.2):
    image = keras.Input(base.input_shape[1:])
    scaled = scale(image) if callable(scale) else image
    pooled = keras.ops.average(keras.ops.average(base(scaled), axis=1), axis=1)
    dropped = keras.layers.Dropout(dropout_rate)(pooled)
    model = keras.Model(image, keras.layers.Dense(num_classes, activation="softmax")(dropped))
    base.trainable = False
    return model
