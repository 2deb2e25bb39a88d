"""The whole model is frozen, the head too.

Hint: Freeze the base alone: base.trainable = False, not model.trainable = False.
Fails: the_head_learns
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
    outputs = keras.layers.Dense(num_classes, activation="softmax")(x)
    model = keras.Model(inputs, outputs)
    model.trainable = False
    return model
