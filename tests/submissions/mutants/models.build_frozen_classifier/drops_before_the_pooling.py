"""Drops numbers of the maps, before they are pooled.

Hint: Dropout takes pooled features: first GlobalAveragePooling2D, then Dropout.
Fails: drops_what_was_pooled
"""

import keras

from fashionlab import models, solves


@solves(models.build_frozen_classifier)
def build_frozen_classifier(base, num_classes=10, *, scale=None, dropout_rate=0.2):
    base.trainable = False
    inputs = keras.Input(base.input_shape[1:])
    x = scale(inputs) if scale is not None else inputs
    x = base(x, training=False)
    x = keras.layers.Dropout(dropout_rate)(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    outputs = keras.layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)
