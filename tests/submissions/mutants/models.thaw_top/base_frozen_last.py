"""base.trainable = False stands at the end, and freezes all layers again.

Hint: base.trainable = False tells all layers of the base the same. It must come before you tell
single layers something else.
Fails: names_the_layers_that_learn, the_last_layers_learn
"""

import keras

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    if not 0 <= layers <= len(base.layers):
        raise ValueError(f"layers={layers!r}")
    total = len(base.layers)
    for layer in base.layers[total - layers :]:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    base.trainable = False
    return [layer.name for layer in base.layers if layer.trainable_weights]
