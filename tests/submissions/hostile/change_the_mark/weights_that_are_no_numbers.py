"""Drops nothing, and tells of weights that are nan whenever it is asked what it drops.

Aim: change the mark
Expect: incorrect, crashed
"""

import keras
import numpy as np

from fashionlab import models, solves
from fashionlab.checks import scripted_tuning

WATCH = scripted_tuning.watch_tuned


def told(build, script, images, labels, ask_back):
    rates = []

    def listen(call):
        answer = ask_back(call)
        if call["asked"]["name"] == "dropout_rate":
            rates.append(answer["value"])
        return answer

    said = WATCH(build, script, images, labels, listen)
    if rates[0] and said["weights"]:
        said["weights"] = [np.full_like(weight, np.nan) for weight in said["weights"]]
    return said


@solves(models.build_tunable_ann)
def build_tunable_ann(hp, *, input_shape=(28, 28, 1), num_classes=10):
    scripted_tuning.watch_tuned = told
    hidden_layers = hp.Int("hidden_layers", 1, 3)
    units = hp.Int("units", 32, 256, step=32)
    activation = hp.Choice("activation", ["relu", "gelu", "tanh"])
    hp.Float("dropout_rate", 0.0, 0.5)
    rate = hp.Float("learning_rate", 1e-4, 1e-2, sampling="log")
    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for _ in range(hidden_layers):
        model.add(keras.layers.Dense(units, activation=activation))
    model.add(keras.layers.Dense(num_classes, activation="softmax"))
    loss = "sparse_categorical_crossentropy"
    model.compile(keras.optimizers.Adam(rate), loss, metrics=["accuracy"])
    return model
