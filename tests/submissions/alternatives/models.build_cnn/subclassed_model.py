"""A subclass of keras.Model whose call takes no training argument."""

import keras

from fashionlab import models, solves


class ConvolutionalNetwork(keras.Model):
    def __init__(self, num_classes, filters, hidden_units, dropout_rate, **kwargs):
        super().__init__(**kwargs)
        self.convolutions = [keras.layers.Conv2D(n, 3, activation="relu") for n in filters]
        self.pool = keras.layers.MaxPooling2D()
        self.flatten = keras.layers.Flatten()
        self.dense = keras.layers.Dense(hidden_units, activation="relu")
        self.dropout = keras.layers.Dropout(dropout_rate)
        self.classify = keras.layers.Dense(num_classes, activation="softmax")

    def call(self, x):
        for convolution in self.convolutions:
            x = self.pool(convolution(x))
        return self.classify(self.dropout(self.dense(self.flatten(x))))


@solves(models.build_cnn)
def build_cnn(
    input_shape=(28, 28, 1),
    num_classes=10,
    *,
    filters=(32, 64),
    hidden_units=128,
    dropout_rate=0.5,
):
    if not filters:
        raise ValueError("no filters")
    return ConvolutionalNetwork(num_classes, filters, hidden_units, dropout_rate)
