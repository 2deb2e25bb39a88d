"""base.trainable = False freezes the base first, in every call.

Hint: base.trainable = False reaches the layers only where it was True before. In a second call it
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
    base.trainable = False
    for layer in base.layers[total - layers :]:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    return [layer.name for layer in base.layers if layer.trainable_weights]
