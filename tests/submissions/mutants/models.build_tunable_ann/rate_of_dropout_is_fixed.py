"""Asks for the dropout rate and drops a fifth, whatever the answer is.

Hint: Give Dropout(...) what hp returned.
Fails: drops_as_much_as_answered
"""

import keras

from fashionlab import models, solves


@solves(models.build_tunable_ann)
def build_tunable_ann(hp, *, input_shape=(28, 28, 1), num_classes=10):
    hidden_layers = hp.Int("hidden_layers", 1, 3)
    units = hp.Int("units", 32, 256, step=32)
    activation = hp.Choice("activation", ["relu", "gelu", "tanh"])
    dropout_rate = hp.Float("dropout_rate", 0.0, 0.5)
    learning_rate = hp.Float("learning_rate", 1e-4, 1e-2, sampling="log")
    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for _ in range(hidden_layers):
        model.add(keras.layers.Dense(units, activation=activation))
        model.add(keras.layers.Dropout(0.2))
    model.add(keras.layers.Dense(num_classes, activation="softmax"))
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model
