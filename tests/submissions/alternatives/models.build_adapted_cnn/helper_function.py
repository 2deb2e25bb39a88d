"""A helper for a block, softmax as a layer of its own, He's initial weights."""

import keras

from fashionlab import models, solves


@solves(models.build_adapted_cnn)
def build_adapted_cnn(
    input_shape=(32, 32, 3), num_classes=100, *, filters=(32, 64, 128), dropout_rate=0.3
):
    def block(x, count, rate):
        for _ in range(2):
            x = keras.layers.Conv2D(
                count, kernel_size=3, strides=1, padding="same", kernel_initializer="he_normal"
            )(x)
            x = keras.layers.BatchNormalization(momentum=0.9)(x)
            x = keras.activations.relu(x)
        x = keras.layers.MaxPooling2D(pool_size=(2, 2), strides=(2, 2))(x)
        return keras.layers.Dropout(rate)(x)

    depth = len(filters)
    if depth == 0:
        raise ValueError("Expected at least one block.")
    start = keras.Input(shape=input_shape, name="image")
    features = start
    for place in range(1, depth + 1):
        features = block(features, int(filters[place - 1]), dropout_rate / depth * place)
    features = keras.ops.mean(features, axis=(1, 2))
    scores = keras.layers.Dense(num_classes)(features)
    return keras.Model(start, keras.layers.Softmax()(scores), name="adapted_cnn")
