"""Two loops and a negative slice."""

import keras

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    if layers < 0 or layers > len(base.layers):
        raise ValueError("layers is out of range")
    for layer in base.layers:
        layer.trainable = False
    names = []
    for layer in base.layers[-layers:]:
        if type(layer) is not keras.layers.BatchNormalization and layer.weights:
            layer.trainable = True
            names.append(layer.name)
    return names
