"""Always expects pictures of 28x28.

Hint: input_shape is a parameter; (28, 28, 1) is only its default.
Fails: takes_other_image_sizes
"""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_ann)
def build_ann(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    if not hidden_units:
        raise ValueError("hidden_units is empty")
    inputs = keras.Input((28, 28, 1))
    x = layers.Flatten()(inputs)
    for units in hidden_units:
        x = layers.Dense(units, activation="relu")(x)
        x = layers.Dropout(dropout_rate)(x)
    outputs = layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)
