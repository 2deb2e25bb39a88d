"""The last layer has no softmax.

Hint: activation="softmax" in the last dense layer.
Fails: gives_a_probability_for_each_class
"""

import keras

from fashionlab import models, solves


@solves(models.build_frozen_classifier)
def build_frozen_classifier(base, num_classes=10, *, scale=None, dropout_rate=0.2):
    base.trainable = False
    inputs = keras.Input(base.input_shape[1:])
    x = scale(inputs) if scale is not None else inputs
    x = base(x, training=False)
    x = keras.layers.GlobalAveragePooling2D()(x)
    x = keras.layers.Dropout(dropout_rate)(x)
    outputs = keras.layers.Dense(num_classes)(x)
    return keras.Model(inputs, outputs)
