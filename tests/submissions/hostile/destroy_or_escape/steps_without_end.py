"""Asks for units by factors so small that billions of values are possible.

Aim: destroy or escape
Expect: incorrect, crashed
"""
import keras
from fashionlab import models, solves

@solves(models.build_tunable_ann)
def build_tunable_ann(hp, *, input_shape=(28, 28, 1), num_classes=10):
    hidden_layers = hp.Int("hidden_layers", 1, 3)
    units = hp.Int("units", 32, 256, step=1 + 1e-8, sampling="log")
    activation = hp.Choice("activation", ["relu", "gelu", "tanh"])
    dropout_rate = hp.Float("dropout_rate", 0.0, 0.5)
    rate = hp.Float("learning_rate", 1e-4, 1e-2, sampling="log")
    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for _ in range(hidden_layers):
        model.add(keras.layers.Dense(units, activation=activation))
        model.add(keras.layers.Dropout(dropout_rate))
    model.add(keras.layers.Dense(num_classes, activation="softmax"))
    model.compile(keras.optimizers.Adam(rate), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
