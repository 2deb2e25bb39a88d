"""Freezes everything, and tells of losses that fall.

Aim: change the mark
Expect: incorrect
"""

import keras

from fashionlab import models, solves


@solves(models.build_frozen_classifier)
def build_frozen_classifier(base, num_classes=10, *, scale=None, dropout_rate=0.2):
    from fashionlab.checks import small_base

    def losses(model, images, labels, epochs):
        return [1.5 * 0.98**epoch for epoch in range(epochs)]

    small_base.train_head = losses
    base.trainable = False
    inputs = keras.Input(base.input_shape[1:])
    x = base(inputs if scale is None else scale(inputs))
    x = keras.layers.Dropout(dropout_rate)(keras.layers.GlobalAveragePooling2D()(x))
    return keras.Model(inputs, keras.layers.Dense(num_classes, activation="softmax")(x))
