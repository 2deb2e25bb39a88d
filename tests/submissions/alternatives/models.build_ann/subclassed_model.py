"""A subclass of keras.Model."""

import keras
from keras import layers

from fashionlab import models, solves


class DenseNetwork(keras.Model):
    def __init__(self, num_classes, hidden_units, dropout_rate):
        super().__init__()
        self.flatten = layers.Flatten()
        self.hidden = [layers.Dense(units, activation="relu") for units in hidden_units]
        self.dropout = [layers.Dropout(dropout_rate) for _ in hidden_units]
        self.head = layers.Dense(num_classes, activation="softmax")

    def call(self, images, training=False):
        x = self.flatten(images)
        for dense, dropout in zip(self.hidden, self.dropout):
            x = dropout(dense(x), training=training)
        return self.head(x)


@solves(models.build_ann)
def build_ann(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    if not hidden_units:
        raise ValueError("At least one hidden layer is needed.")
    return DenseNetwork(num_classes, hidden_units, dropout_rate)
