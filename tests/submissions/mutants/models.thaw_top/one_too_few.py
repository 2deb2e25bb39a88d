"""One layer too few is thawed.

Hint: The last of 13 layers has place 12. With one layer, place >= 13 - 1.
Fails: the_last_call_decides, the_last_layers_learn
"""

import keras

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    if not 0 <= layers <= len(base.layers):
        raise ValueError(f"layers={layers!r}")
    total = len(base.layers)
    for place, layer in enumerate(base.layers):
        layer.trainable = place > total - layers and not isinstance(layer, keras.layers.BatchNormalization)
    return [layer.name for layer in base.layers if layer.trainable_weights]
