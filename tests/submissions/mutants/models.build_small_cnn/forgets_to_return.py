"""Builds a model and returns nothing.

Hint: The last line of the function gives the model back: return model.
Fails: stays_under_the_budget, rows_are_probabilities
"""

import keras
from keras import layers

from fashionlab import models, solves


@solves(models.build_small_cnn)
def build_small_cnn(input_shape=(28, 28, 1), num_classes=10):
    model = keras.Sequential([keras.Input(input_shape)])
    model.add(layers.Conv2D(16, 3, activation="relu"))
    model.add(layers.MaxPooling2D(2))
    model.add(layers.Flatten())
    model.add(layers.Dense(4, activation="relu"))
    model.add(layers.Dense(num_classes, activation="softmax"))
