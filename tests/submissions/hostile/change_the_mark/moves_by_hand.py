"""Thaws nothing, and changes by hand the weights that should have learned.

Aim: change the mark
Expect: incorrect, crashed
"""

import keras
import numpy as np

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    if not 0 <= layers <= len(base.layers):
        raise ValueError("no such number of layers")
    from fashionlab.checks import thawed

    top = base.layers[len(base.layers) - layers :]
    chosen = [
        layer
        for layer in top
        if layer.weights and not isinstance(layer, keras.layers.BatchNormalization)
    ]

    def pretend(model, images, labels):
        for layer in chosen:
            layer.set_weights([weight + np.float32(0.01) for weight in layer.get_weights()])

    thawed._step = pretend
    return [layer.name for layer in chosen]
