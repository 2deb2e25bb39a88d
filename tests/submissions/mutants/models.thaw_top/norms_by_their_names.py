"""Batch normalizations are found by "bn" in their names.

Hint: A name is only a name. isinstance(layer, keras.layers.BatchNormalization) asks what a layer
is.
Fails: batch_normalizations_stay_as_they_are, names_the_layers_that_learn
"""

import keras

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    if not 0 <= layers <= len(base.layers):
        raise ValueError(f"layers={layers!r}")
    total = len(base.layers)
    for place, layer in enumerate(base.layers):
        layer.trainable = place >= total - layers and "bn" not in layer.name
    return [layer.name for layer in base.layers if layer.trainable_weights]
