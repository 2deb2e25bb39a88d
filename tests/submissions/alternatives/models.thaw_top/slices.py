"""Freezes all, then thaws a slice."""

import keras

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    if layers not in range(len(base.layers) + 1):
        raise ValueError("layers is out of range")
    for layer in base.layers:
        layer.trainable = False
    top = base.layers[len(base.layers) - layers :]
    learning = [
        layer
        for layer in top
        if not isinstance(layer, keras.layers.BatchNormalization) and layer.count_params()
    ]
    for layer in learning:
        layer.trainable = True
    return [layer.name for layer in learning]
