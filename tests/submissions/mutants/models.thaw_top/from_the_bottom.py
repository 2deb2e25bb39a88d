"""The first layers are thawed, not the last.

Hint: The top is where the base ends: the last ones of base.layers. The first layers see edges,
which are the same in all pictures.
Fails: names_the_layers_that_learn, other_normalizations_learn, the_last_call_decides,
the_last_layers_learn, the_layers_below_stay_frozen
"""

import keras

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    if not 0 <= layers <= len(base.layers):
        raise ValueError(f"layers={layers!r}")
    total = len(base.layers)
    for place, layer in enumerate(base.layers):
        layer.trainable = place < layers and not isinstance(layer, keras.layers.BatchNormalization)
    return [layer.name for layer in base.layers if layer.trainable_weights]
