"""All of the top is thawed."""

from fashionlab import models, solves


@solves(models.thaw_top)
def thaw_top(base, layers):
    if layers < 0 or layers > len(base.layers):
        raise ValueError("layers is out of range")
    first = len(base.layers) - layers
    for layer in base.layers[:first]:
        layer.trainable = False
    for layer in base.layers[first:]:
        layer.trainable = True
    return [layer.name for layer in base.layers[first:] if layer.weights]
