"""The dense layer starts with weights that are several times too large.

Hint: How does Keras draw the first weights of a dense layer if it is told nothing?
Fails: the_first_weights_are_random
"""

import keras

from fashionlab import models, solves


@solves(models.build_frozen_classifier)
def build_frozen_classifier(base, num_classes=10, *, scale=None, dropout_rate=0.2):
    base.trainable = False
    inputs = keras.Input(base.input_shape[1:])
    x = base(inputs if scale is None else scale(inputs), training=False)
    x = keras.layers.GlobalAveragePooling2D()(x)
    x = keras.layers.Dropout(dropout_rate)(x)
    drawn = keras.initializers.RandomNormal(stddev=1.0)
    outputs = keras.layers.Dense(num_classes, activation="softmax", kernel_initializer=drawn)(x)
    return keras.Model(inputs, outputs)
