"""A layer of its own for a block, a subclass of keras.Model around it."""

import keras

from fashionlab import models, solves


class Block(keras.layers.Layer):
    def __init__(self, count, rate):
        super().__init__()
        self.first = keras.layers.Conv2D(count, 3, activation="relu")
        self.second = keras.layers.Conv2D(count, 3, activation="relu")
        self.normalize = keras.layers.BatchNormalization()
        self.pool = keras.layers.MaxPooling2D()
        self.drop = keras.layers.Dropout(rate)

    def call(self, x, training=None):
        x = self.normalize(self.second(self.first(x)), training=training)
        return self.drop(self.pool(x), training=training)


class Deeper(keras.Model):
    def __init__(self, filters, hidden_units, rate, num_classes):
        super().__init__()
        self.blocks = [Block(count, rate / 2) for count in filters]
        self.flatten = keras.layers.Flatten()
        self.dense = keras.layers.Dense(hidden_units, activation="relu")
        self.normalize = keras.layers.BatchNormalization()
        self.drop = keras.layers.Dropout(rate)
        self.classify = keras.layers.Dense(num_classes, activation="softmax")

    def call(self, x, training=None):
        for block in self.blocks:
            x = block(x, training=training)
        x = self.normalize(self.dense(self.flatten(x)), training=training)
        return self.classify(self.drop(x, training=training))


@solves(models.build_deeper_cnn)
def build_deeper_cnn(
    input_shape=(28, 28, 1), num_classes=10, *, filters=(32, 64), hidden_units=256, dropout_rate=0.5
):
    if not filters:
        raise ValueError("filters")
    return Deeper(filters, hidden_units, dropout_rate, num_classes)
