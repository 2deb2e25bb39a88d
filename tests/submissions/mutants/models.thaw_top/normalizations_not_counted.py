"""Batch normalizations are not counted.

Hint: They are counted like all others, and only stay frozen.
Fails: the_last_call_decides, the_layers_below_stay_frozen
"""

import keras

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    if not 0 <= layers <= len(base.layers):
        raise ValueError(f"layers={layers!r}")
    total = len(base.layers)
    for layer in base.layers:
        layer.trainable = False
    others = [layer for layer in base.layers if not isinstance(layer, keras.layers.BatchNormalization)]
    for layer in others[max(0, len(others) - layers) :]:
        layer.trainable = True
    return [layer.name for layer in base.layers if layer.trainable_weights]
