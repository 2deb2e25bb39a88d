"""The top is base.layers[-layers:], which for 0 is the whole base.

Hint: base.layers[-0:] begins at 0: it is the whole list. Count from the front: base.layers[total -
layers :].
Fails: names_the_layers_that_learn, the_last_call_decides, zero_freezes_the_whole_base
"""

import keras

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    if not 0 <= layers <= len(base.layers):
        raise ValueError(f"layers={layers!r}")
    total = len(base.layers)
    for layer in base.layers:
        layer.trainable = False
    for layer in base.layers[-layers:]:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    return [layer.name for layer in base.layers if layer.trainable_weights]
