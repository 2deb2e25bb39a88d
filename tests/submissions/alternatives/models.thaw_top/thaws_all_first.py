"""Thaws the whole base and freezes what must not learn; a tuple of names."""

import keras

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    first = len(base.layers) - layers
    if first < 0 or layers < 0:
        raise ValueError(f"Expected at most {len(base.layers)} layers. Received: {layers}")
    base.trainable = True
    for layer in base.layers:
        layer.trainable = True
    for layer in base.layers[:first]:
        layer.trainable = False
    for layer in base.layers[first:]:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = False
    return tuple(layer.name for layer in base.layers if len(layer.trainable_variables) > 0)
