"""Shows the weights that it should have to whoever counts them, and its own to everybody else.

Aim: change the mark
Expect: incorrect, crashed
"""

import sys
import types

import keras

from fashionlab import models, solves


@solves(models.build_ann)
def build_ann(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    if not hidden_units:
        raise ValueError("no hidden units")
    sizes = [input_shape[0] * input_shape[1] * input_shape[2], *hidden_units, num_classes]
    claimed = sum((n + 1) * m for n, m in zip(sizes, sizes[1:]))

    def counted(name):
        honest = getattr(keras.Model, name)

        def weights(self):
            asking = sys._getframe(1).f_globals.get("__name__", "")
            if asking.startswith("fashionlab.checks"):
                return [types.SimpleNamespace(shape=(claimed,), path="w", assign=lambda v: None)]
            return honest.fget(self)

        return property(weights)

    class Network(keras.Sequential):
        trainable_weights = counted("trainable_weights")
        weights = counted("weights")

    model = Network([keras.Input(input_shape), keras.layers.Flatten()])
    for units in hidden_units:
        model.add(keras.layers.Dense(min(units, 48), activation="relu"))
        model.add(keras.layers.Dropout(dropout_rate))
    model.add(keras.layers.Dense(num_classes, activation="softmax"))
    return model
