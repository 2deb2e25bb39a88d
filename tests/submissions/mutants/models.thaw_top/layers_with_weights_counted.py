"""Only layers with weights are counted.

Hint: Activations count, too: the last layers of base.layers, as they stand there.
Fails: names_the_layers_that_learn, the_last_call_decides, the_layers_below_stay_frozen
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
    weighted = [layer for layer in base.layers if layer.weights]
    for layer in weighted[max(0, len(weighted) - layers) :]:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    return [layer.name for layer in base.layers if layer.trainable_weights]
