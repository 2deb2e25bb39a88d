"""The base is thawed, and nothing returned.

Hint: Return the names of the layers that learn.
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
