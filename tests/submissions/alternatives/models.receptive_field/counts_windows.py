"""Counts the windows one by one, and returns a list."""

from fashionlab import models, solves


@solves(models.receptive_field)
def receptive_field(layers, image_size):
    field, steps = 1, [1]
    for layer in layers:
        field += (layer["kernel"] - 1) * steps[-1]
        steps.append(steps[-1] * layer["stride"])
        reach = layer["kernel"] if layer["padding"] == "valid" else 1
        starts = [start for start in range(0, image_size, layer["stride"])]
        image_size = sum(start + reach <= image_size for start in starts)
        if image_size == 0:
            raise ValueError("The window does not fit.")
    return [image_size, field]
