"""int() of a division."""

from fashionlab import models, solves


@solves(models.receptive_field)
def receptive_field(layers, image_size):
    size, field, jump = image_size, 1, 1
    for layer in layers:
        if layer["padding"] == "valid":
            if layer["kernel"] > size:
                raise ValueError("too small")
            size = (size - layer["kernel"]) // layer["stride"] + 1
        else:
            size = int(size / layer["stride"])
        field = field + jump * (layer["kernel"] - 1)
        jump = jump * layer["stride"]
    return (size, field)
