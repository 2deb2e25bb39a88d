"""Only the top is looked at."""

import keras

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    total = len(base.layers)
    if layers not in range(total + 1):
        raise ValueError("layers is out of range")
    for index in range(total - layers, total):
        layer = base.layers[index]
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = False
        else:
            layer.trainable = True
    names = []
    for layer in base.layers:
        if len(layer.trainable_weights) > 0:
            names.append(layer.name)
    return names
