"""How many layers learn is returned, not their names.

Hint: The names: a list of layer.name.
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
    return sum(bool(layer.trainable_weights) for layer in base.layers)
