"""The layers are returned, not their names.

Hint: Each layer has a name: layer.name.
Fails: batch_normalizations_stay_as_they_are, names_the_layers_that_learn,
other_normalizations_learn, the_last_call_decides, the_last_layers_learn,
the_layers_below_stay_frozen, the_whole_base_can_learn
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
    return [layer for layer in base.layers if layer.trainable_weights]
