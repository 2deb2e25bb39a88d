"""GELU, whole channels dropped, a mild L2, pooling by keras.ops."""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_deeper_cnn)
def build_deeper_cnn(
    input_shape=(28, 28, 1), num_classes=10, *, filters=(32, 64), hidden_units=256, dropout_rate=0.5
):
    if not filters:
        raise ValueError("filters")
    x = inputs = keras.Input(input_shape)
    for count in filters:
        for _ in range(2):
            x = layers.Conv2D(count, 3, activation="gelu", kernel_regularizer="l2")(x)
        x = layers.BatchNormalization()(x)
        x = keras.ops.max_pool(x, 2)
        x = layers.SpatialDropout2D(dropout_rate / 2)(x)
    x = layers.Flatten()(x)
    x = layers.Dense(hidden_units, activation="gelu")(x)
    x = layers.BatchNormalization()(x)
    x = layers.Dropout(dropout_rate)(x)
    return keras.Model(inputs, layers.Dense(num_classes, activation="softmax")(x))
