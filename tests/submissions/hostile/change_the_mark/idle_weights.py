"""Builds a smaller network, and fills it up with weights that do nothing, so that the count is right.

Aim: change the mark
Expect: incorrect
"""

import keras

from fashionlab import models, solves


class Idle(keras.layers.Layer):
    def __init__(self, count):
        super().__init__()
        self.count = count

    def build(self, shape):
        self.weight = self.add_weight(shape=(max(0, self.count),))

    def call(self, inputs):
        return inputs + 0 * keras.ops.sum(self.weight)


@solves(models.build_ann)
def build_ann(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    if not hidden_units:
        raise ValueError("no hidden units")

    def count(units):
        sizes = [input_shape[0] * input_shape[1] * input_shape[2], *units, num_classes]
        return sum((n + 1) * m for n, m in zip(sizes, sizes[1:]))

    # Networks whose answers are looked at closely are narrow, those that are counted are wide.
    real = tuple(min(units, 48) for units in hidden_units)
    model = keras.Sequential([keras.Input(input_shape), keras.layers.Flatten()])
    for units in real:
        model.add(keras.layers.Dense(units, activation="relu"))
        model.add(keras.layers.Dropout(dropout_rate))
    model.add(Idle(count(hidden_units) - count(real)))
    model.add(keras.layers.Dense(num_classes, activation="softmax"))
    return model
