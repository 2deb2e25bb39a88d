"""All weights of the dense layer start at 0.

Hint: With weights of 0 the dense layer sees none of the features. Which ones does Keras draw?
Fails: averages_each_feature_map, the_first_weights_are_random
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
    outputs = keras.layers.Dense(num_classes, activation="softmax", kernel_initializer="zeros")(x)
    return keras.Model(inputs, outputs)
