"""base.trainable = True thaws the base first, in every call.

Hint: base.trainable = True reaches the layers only where it was False before. In a second call it
does nothing. Set trainable of each layer.
Fails: the_last_call_decides
"""

import keras

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    if not 0 <= layers <= len(base.layers):
        raise ValueError(f"layers={layers!r}")
    total = len(base.layers)
    base.trainable = True
    for place, layer in enumerate(base.layers):
        if place < total - layers or isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = False
    return [layer.name for layer in base.layers if layer.trainable_weights]
