"""Batch normalizations are among the names.

Hint: They have weights and do not learn: layer.trainable_weights is empty, layer.weights is not.
Fails: names_the_layers_that_learn
"""

import keras

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    if not 0 <= layers <= len(base.layers):
        raise ValueError(f"layers={layers!r}")
    total = len(base.layers)
    for place, layer in enumerate(base.layers):
        layer.trainable = place >= total - layers and not isinstance(layer, keras.layers.BatchNormalization)
    return [layer.name for layer in base.layers[total - layers :] if layer.weights]
