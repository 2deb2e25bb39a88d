"""0 layers is refused.

Hint: With 0 the whole base is frozen; that is no error.
Fails: names_the_layers_that_learn, the_last_call_decides, zero_freezes_the_whole_base
"""

import keras

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    total = len(base.layers)
    if not 0 < layers <= total:
        raise ValueError(f"layers={layers!r}")
    for place, layer in enumerate(base.layers):
        layer.trainable = place >= total - layers and not isinstance(layer, keras.layers.BatchNormalization)
    return [layer.name for layer in base.layers if layer.trainable_weights]
