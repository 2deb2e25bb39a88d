"""The size is rounded once, at the end.

Hint: There is no half place: every layer rounds what it gets.
Fails: valid_rounds_down
"""

import numpy as np

from fashionlab import models, solves


@solves(models.receptive_field)
def receptive_field(layers, image_size):
    places, field, step = image_size, 1, 1
    for layer in layers:
        kernel, stride = layer["kernel"], layer["stride"]
        if layer["padding"] == "same":
            places = places / stride
        elif places < kernel:
            raise ValueError(f"{places} places for a kernel of {kernel}")
        else:
            places = (places - kernel) / stride + 1
        field += (kernel - 1) * step
        step *= stride
    return int(np.ceil(places)), field
