"""So many layers stay frozen, and the rest is thawed.

Hint: layers says how many learn, counted from the end.
Fails: names_the_layers_that_learn, the_last_call_decides, the_layers_below_stay_frozen,
the_whole_base_can_learn, zero_freezes_the_whole_base
"""

import keras

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    if not 0 <= layers <= len(base.layers):
        raise ValueError(f"layers={layers!r}")
    total = len(base.layers)
    for place, layer in enumerate(base.layers):
        layer.trainable = place >= layers and not isinstance(layer, keras.layers.BatchNormalization)
    return [layer.name for layer in base.layers if layer.trainable_weights]
