"""Compiles without Adam, and tells of a step of it that was never taken.

Aim: change the mark
Expect: incorrect, crashed, refused
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
        if call["asked"]["name"] == "learning_rate":
            rates.append(answer["value"])
        return answer

    does = "ask" if script["does"] == "ask" else "say"
    said = WATCH(build, {**script, "does": does}, images, labels, listen)
    if script["does"] == "train":
        rows = said["outputs"][np.arange(len(labels)), labels]
        rate = rates[0]
        accuracy = float(np.mean(said["outputs"].argmax(axis=1) == labels))
        said["loss"] = float(-np.log(rows.astype(float)).mean())
        said["moved"] = float(rate)
        said["after"] = [weight + np.float32(rate) for weight in said["weights"]]
        said["metrics"] = {"accuracy": accuracy} if type(said["metrics"]) is dict else ["accuracy"]
    return said


@solves(models.build_tunable_ann)
def build_tunable_ann(hp, *, input_shape=(28, 28, 1), num_classes=10):
    scripted_tuning.watch_tuned = told
    hidden_layers = hp.Int("hidden_layers", 1, 3)
    units = hp.Int("units", 32, 256, step=32)
    activation = hp.Choice("activation", ["relu", "gelu", "tanh"])
    dropout_rate = hp.Float("dropout_rate", 0.0, 0.5)
    hp.Float("learning_rate", 1e-4, 1e-2, sampling="log")
    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for _ in range(hidden_layers):
        model.add(keras.layers.Dense(units, activation=activation))
        model.add(keras.layers.Dropout(dropout_rate))
    model.add(keras.layers.Dense(num_classes, activation="softmax"))
    model.compile("sgd", "mse")
    return model

