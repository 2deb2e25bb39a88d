"""The top is thawed, and the rest left as it was.

Hint: A base comes unfrozen if nobody froze it. Tell every layer: True or False.
Fails: names_the_layers_that_learn, the_last_call_decides, the_layers_below_stay_frozen,
zero_freezes_the_whole_base
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
    return [layer.name for layer in base.layers if layer.trainable_weights]
