"""The product of the strides up to and with this layer."""

import math

from fashionlab import models, solves


@solves(models.receptive_field)
def receptive_field(layers, image_size):
    size, field = image_size, 1
    for index, layer in enumerate(layers):
        jump = math.prod(each["stride"] for each in layers[: index + 1])
        field += (layer["kernel"] - 1) * jump
        if layer["padding"] == "same":
            size = math.ceil(size / layer["stride"])
        else:
            if size < layer["kernel"]:
                raise ValueError("too small")
            size = math.floor((size - layer["kernel"]) / layer["stride"]) + 1
    return size, field
