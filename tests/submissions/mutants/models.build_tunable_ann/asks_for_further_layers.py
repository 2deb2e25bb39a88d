"""Asks for the units of every further hidden layer by a name of its own.

Hint: One name for all layers is one setting: ask for "units" once, before the loop.
Fails: asks_for_the_five_settings
"""

import keras

from fashionlab import models, solves


@solves(models.build_tunable_ann)
def build_tunable_ann(hp, *, input_shape=(28, 28, 1), num_classes=10):
    units = hp.Int("units", 32, 256, step=32)
    activation = hp.Choice("activation", ["relu", "gelu", "tanh"])
    rate = hp.Float("dropout_rate", 0.0, 0.5)
    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for number in range(hp.Int("hidden_layers", 1, 3)):
        own = hp.Int(f"units_{number}", 32, 256, step=32, default=units) if number else units
        model.add(keras.layers.Dense(own, activation=activation))
        model.add(keras.layers.Dropout(rate))
    model.add(keras.layers.Dense(num_classes, activation="softmax"))
    learning_rate = hp.Float("learning_rate", 1e-4, 1e-2, sampling="log")
    model.compile(
        keras.optimizers.Adam(learning_rate),
        "sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model
