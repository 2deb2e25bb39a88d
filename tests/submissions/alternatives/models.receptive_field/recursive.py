"""The first layer, then the rest; NumPy whole numbers."""

import numpy as np

from fashionlab import models, solves


@solves(models.receptive_field)
def receptive_field(layers, image_size):
    if not layers:
        return np.int64(image_size), np.int32(1)
    *before, last = layers
    places, field = receptive_field(before, image_size)
    step = np.prod([layer["stride"] for layer in before], dtype=int)
    if last["padding"] == "same":
        places = np.ceil(places / last["stride"]).astype(int)
    elif places < last["kernel"]:
        raise ValueError("no place left")
    else:
        places = (places - last["kernel"]) // last["stride"] + 1
    return places, field + (last["kernel"] - 1) * step
