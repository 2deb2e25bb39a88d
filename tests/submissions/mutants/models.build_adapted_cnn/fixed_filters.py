"""The numbers of filters are fixed.

Hint: Loop over filters; do not write 32, 64 and 128 down.
Fails: filters_set_the_sizes
"""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_adapted_cnn)
def build_adapted_cnn(
    input_shape=(32, 32, 3), num_classes=100, *, filters=(32, 64, 128), dropout_rate=0.3
):
    if not filters:
        raise ValueError("at least one block")
    x = inputs = keras.Input(input_shape)
    for number, count in enumerate((32, 64, 128)[: len(filters)], 1):
        for _ in range(2):
            x = layers.Conv2D(count, 3, padding="same")(x)
            x = layers.BatchNormalization()(x)
            x = layers.ReLU()(x)
        x = layers.MaxPooling2D(2)(x)
        x = layers.Dropout(dropout_rate * number / len(filters))(x)
    x = layers.GlobalAveragePooling2D()(x)
    outputs = layers.Dense(num_classes, activation="softmax")(x)
    return keras.Model(inputs, outputs)
