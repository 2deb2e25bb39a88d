"""Batch normalizations in the thawed part learn, too.

Hint: A batch normalization that is trainable also averages anew, over your few images. Leave it
frozen.
Fails: batch_normalizations_stay_as_they_are, names_the_layers_that_learn
"""

import keras

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    if not 0 <= layers <= len(base.layers):
        raise ValueError(f"layers={layers!r}")
    total = len(base.layers)
    for place, layer in enumerate(base.layers):
        layer.trainable = place >= total - layers
    return [layer.name for layer in base.layers if layer.trainable_weights]
