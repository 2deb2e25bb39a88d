"""Two convolutions with max pooling, then straight to the output layer."""

import keras

from fashionlab import models, solves


@solves(models.build_small_cnn)
def build_small_cnn(input_shape=(28, 28, 1), num_classes=10):
    x = inputs = keras.layers.Input(input_shape)
    for filters in (16, 24):
        x = keras.layers.Conv2D(filters, (3, 3))(x)
        x = keras.ops.max_pool(keras.ops.relu(x), 2)
    x = keras.layers.Flatten()(x)
    return keras.Model(inputs, keras.layers.Dense(num_classes, activation="softmax")(x))
