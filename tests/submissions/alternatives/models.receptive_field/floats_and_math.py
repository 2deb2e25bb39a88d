"""math.ceil and math.floor, and a running product."""

import math

from fashionlab import models, solves


@solves(models.receptive_field)
def receptive_field(layers, image_size):
    size, seen, jump = image_size, 1, 1
    for row in layers:
        k, s = row["kernel"], row["stride"]
        seen = seen + (k - 1) * jump
        jump = jump * s
        if row["padding"] == "valid":
            if k > size:
                raise ValueError(f"A kernel of {k} does not fit into {size} places.")
            size = 1 + math.floor((size - k) / s)
        else:
            size = math.ceil(size / s)
    return size, seen
