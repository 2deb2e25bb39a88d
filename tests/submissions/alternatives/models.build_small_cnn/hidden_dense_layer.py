"""Max pooling, dropout and a narrow hidden layer, as a subclass of keras.Model."""

import keras

from fashionlab import models, solves


class SmallNetwork(keras.Model):
    def __init__(self, num_classes):
        super().__init__()
        self.stack = [
            keras.layers.Conv2D(12, 5, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(2),
            keras.layers.Conv2D(20, 3, activation="relu"),
            keras.layers.MaxPooling2D(2),
            keras.layers.Dropout(0.1),
            keras.layers.Flatten(),
            keras.layers.Dense(12, activation="relu"),
            keras.layers.Dense(num_classes, activation="softmax"),
        ]

    def call(self, x):
        for layer in self.stack:
            x = layer(x)
        return x


@solves(models.build_small_cnn)
def build_small_cnn(input_shape=(28, 28, 1), num_classes=10):
    return SmallNetwork(num_classes)
