"""The names come in reverse order.

Hint: In the order of base.layers: the lowest first.
Fails: names_the_layers_that_learn
"""

import keras

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    if not 0 <= layers <= len(base.layers):
        raise ValueError(f"layers={layers!r}")
    total = len(base.layers)
    names = []
    for layer in base.layers:
        layer.trainable = False
    for layer in base.layers[::-1][:layers]:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
        if layer.trainable_weights:
            names.append(layer.name)
    return names
