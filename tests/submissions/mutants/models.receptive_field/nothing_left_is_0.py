"""Where nothing is left, 0 places are returned.

Hint: No place is no result: raise a ValueError.
Fails: refuses_a_map_smaller_than_the_kernel
"""

from fashionlab import models, solves


@solves(models.receptive_field)
def receptive_field(layers, image_size):
    places, field, step = image_size, 1, 1
    for layer in layers:
        kernel, stride = layer["kernel"], layer["stride"]
        if layer["padding"] == "same":
            places = -(-places // stride)
        elif places < kernel:
            return 0, field
        else:
            places = (places - kernel) // stride + 1
        field += (kernel - 1) * step
        step *= stride
    return places, field
