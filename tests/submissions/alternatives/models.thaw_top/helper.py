"""A helper decides for each layer; the names come from a slice."""

import keras

from fashionlab import models, solves


def may_learn(layer):
    """All but batch normalizations."""
    return not isinstance(layer, keras.layers.BatchNormalization)


@solves(models.thaw_top)
def thaw_top(base, layers):
    count = len(base.layers)
    if not isinstance(layers, int) or layers < 0 or layers > count:
        raise ValueError(f"Expected 0 to {count}. Received: {layers}")
    for index in range(count):
        base.layers[index].trainable = index >= count - layers and may_learn(base.layers[index])
    if layers == 0:
        return []
    return [layer.name for layer in base.layers[-layers:] if may_learn(layer) and layer.get_weights()]
