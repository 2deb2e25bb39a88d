"""Builds on a copy of the base, which has new weights.

Hint: Does clone_model copy the weights, too? The base that is passed in may be used itself.
Fails: averages_each_feature_map
"""

import keras

from fashionlab import models, solves


@solves(models.build_frozen_classifier)
def build_frozen_classifier(base, num_classes=10, *, scale=None, dropout_rate=0.2):
    base = keras.models.clone_model(base)
    base.trainable = False
    inputs = keras.Input(base.input_shape[1:])
    x = base(inputs if scale is None else scale(inputs), training=False)
    x = keras.layers.GlobalAveragePooling2D()(x)
    x = keras.layers.Dropout(dropout_rate)(x)
    outputs = keras.layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)
