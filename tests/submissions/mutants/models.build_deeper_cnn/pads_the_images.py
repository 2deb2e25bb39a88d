"""The convolutions pad, so that images keep their size.

Hint: Without padding a 3x3 convolution takes two rows and two columns off: 28, 26, 24.
Fails: filters_and_hidden_units_set_the_sizes
"""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_deeper_cnn)
def build_deeper_cnn(
    input_shape=(28, 28, 1), num_classes=10, *, filters=(32, 64), hidden_units=256, dropout_rate=0.5
):
    if not filters:
        raise ValueError("filters")
    stack = [keras.Input(input_shape)]
    for count in filters:
        stack += [
            layers.Conv2D(count, 3, padding="same", activation="relu"),
            layers.Conv2D(count, 3, padding="same", activation="relu"),
            layers.BatchNormalization(),
            layers.MaxPooling2D(2),
            layers.Dropout(dropout_rate / 2),
        ]
    stack += [
        layers.Flatten(),
        layers.Dense(hidden_units, activation="relu"),
        layers.BatchNormalization(),
        layers.Dropout(dropout_rate),
        layers.Dense(num_classes, activation="softmax"),
    ]
    return keras.Sequential(stack)
