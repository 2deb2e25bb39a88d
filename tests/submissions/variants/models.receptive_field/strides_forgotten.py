"""A sum over the kernels."""

from fashionlab import models, solves


@solves(models.receptive_field)
def receptive_field(layers, image_size):
    size = image_size
    for layer in layers:
        if layer["padding"] == "same":
            size = -(-size // layer["stride"])
        elif layer["kernel"] <= size:
            size = 1 + (size - layer["kernel"]) // layer["stride"]
        else:
            raise ValueError("too small")
    return size, 1 + sum(layer["kernel"] - 1 for layer in layers)
