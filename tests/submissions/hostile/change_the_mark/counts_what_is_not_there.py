"""A model that tells of layers, weights and variables that it does not have.

Aim: change the mark
Expect: incorrect, crashed
"""

import types

import keras
import numpy as np

from fashionlab import models, solves


@solves(models.build_ann)
def build_ann(input_shape=(28, 28, 1), num_classes=10, *, hidden_units=(128, 64), dropout_rate=0.0):
    if not hidden_units:
        raise ValueError("no hidden units")
    sizes = [int(np.prod(input_shape)), *hidden_units, num_classes]
    claimed = sum((n + 1) * m for n, m in zip(sizes, sizes[1:]))

    class Claims(keras.Model):
        def __init__(self):
            super().__init__()
            self.line = keras.layers.Dense(num_classes, activation="softmax")

        def call(self, images, training=False):
            return self.line(keras.ops.reshape(images, (-1, sizes[0])))

        @property
        def trainable_weights(self):
            return [types.SimpleNamespace(shape=(claimed,))]

        def count_params(self):
            return claimed

    return Claims()
