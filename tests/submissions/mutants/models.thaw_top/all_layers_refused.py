"""As many layers as there are is refused.

Hint: 0 and len(base.layers) are both allowed: <=, not <.
Fails: names_the_layers_that_learn, the_whole_base_can_learn
"""

import keras

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    total = len(base.layers)
    if not 0 <= layers < total:
        raise ValueError(f"layers={layers!r}")
    for place, layer in enumerate(base.layers):
        layer.trainable = place >= total - layers and not isinstance(layer, keras.layers.BatchNormalization)
    return [layer.name for layer in base.layers if layer.trainable_weights]
