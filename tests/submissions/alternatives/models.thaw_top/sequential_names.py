"""Sets every layer, and knows batch normalizations by the name of their class."""

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    if layers < 0 or layers > len(base.layers):
        raise ValueError(f"layers={layers}")
    names = []
    for number, layer in enumerate(reversed(base.layers)):
        is_norm = type(layer).__name__ == "BatchNormalization"
        layer.trainable = number < layers and not is_norm
        if layer.trainable and layer.weights:
            names.insert(0, layer.name)
    return names
