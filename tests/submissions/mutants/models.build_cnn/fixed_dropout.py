"""Always drops half.

Hint: dropout_rate is a parameter; 0.5 is only its default.
Fails: dropout_rate_is_the_share_dropped
"""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_cnn)
def build_cnn(
    input_shape=(28, 28, 1), num_classes=10, *, filters=(32, 64), hidden_units=128, dropout_rate=0.5
):
    if not filters:
        raise ValueError("filters is empty")
    inputs = keras.Input(input_shape)
    x = inputs
    for count in filters:
        x = layers.Conv2D(count, 3, activation="relu")(x)
        x = layers.MaxPooling2D(2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(hidden_units, activation="relu")(x)
    x = layers.Dropout(0.5)(x)
    outputs = layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)
