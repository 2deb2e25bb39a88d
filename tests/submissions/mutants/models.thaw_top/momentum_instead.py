"""Batch normalizations learn; only their averages are held, with a momentum of 1.

Hint: A momentum of 1 keeps the stored averages, but the layer learns, and uses those of the batch.
trainable = False does all of it.
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
        layer.trainable = place >= total - layers
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = 1.0
    return [layer.name for layer in base.layers if layer.trainable_weights]
