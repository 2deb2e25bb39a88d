"""Layer normalizations stay frozen as well.

Hint: Only a batch normalization stores averages. Look for exactly that class.
Fails: names_the_layers_that_learn, other_normalizations_learn, the_last_call_decides,
the_last_layers_learn, the_whole_base_can_learn
"""

import keras

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    if not 0 <= layers <= len(base.layers):
        raise ValueError(f"layers={layers!r}")
    total = len(base.layers)
    for place, layer in enumerate(base.layers):
        layer.trainable = place >= total - layers and "Normalization" not in type(layer).__name__
    return [layer.name for layer in base.layers if layer.trainable_weights]
