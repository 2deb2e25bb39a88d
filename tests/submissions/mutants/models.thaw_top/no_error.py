"""Any number of layers is accepted, because a slice never complains.

Hint: Test layers first: from 0 to len(base.layers).
Fails: refuses_too_few_and_too_many
"""

import keras

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    total = len(base.layers)
    for place, layer in enumerate(base.layers):
        layer.trainable = place >= total - layers and not isinstance(layer, keras.layers.BatchNormalization)
    return [layer.name for layer in base.layers if layer.trainable_weights]
