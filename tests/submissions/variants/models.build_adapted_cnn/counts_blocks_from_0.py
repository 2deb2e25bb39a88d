"""i from enumerate as it is."""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_adapted_cnn)
def build_adapted_cnn(
    input_shape=(32, 32, 3), num_classes=100, *, filters=(32, 64, 128), dropout_rate=0.3
):
    if not filters:
        raise ValueError("filters is empty")
    n = len(filters)
    inputs = keras.Input(input_shape)
    x = inputs
    for i, f in enumerate(filters):
        for _ in range(2):
            x = layers.Conv2D(f, 3, padding="same", activation="relu")(x)
            x = layers.BatchNormalization()(x)
        x = layers.MaxPooling2D()(x)
        x = layers.Dropout(i / n * dropout_rate)(x)
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dense(num_classes)(x)
    return keras.Model(inputs, layers.Softmax()(x))
