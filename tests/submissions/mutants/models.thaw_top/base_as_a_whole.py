"""The whole base is thawed, however many layers are asked for.

Hint: base.trainable is for all layers. Each layer has a trainable of its own.
Fails: batch_normalizations_stay_as_they_are, names_the_layers_that_learn, the_last_call_decides,
the_layers_below_stay_frozen
"""

import keras

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    if not 0 <= layers <= len(base.layers):
        raise ValueError(f"layers={layers!r}")
    total = len(base.layers)
    base.trainable = layers > 0
    return [layer.name for layer in base.layers if layer.trainable_weights]
