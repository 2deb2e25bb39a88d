"""base.trainable = True stands at the end, and thaws all layers again.

Hint: base.trainable = True tells all layers of the base the same. It must come before you tell
single layers something else.
Fails: names_the_layers_that_learn, the_layers_below_stay_frozen
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
    base.trainable = layers > 0
    return [layer.name for layer in base.layers if layer.trainable_weights]
