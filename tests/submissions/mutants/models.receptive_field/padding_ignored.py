"""Every layer is taken for "same".

Hint: Look at layer["padding"]: "valid" has a formula of its own.
Fails: each_layer_gets_what_is_left, one_place_is_enough, refuses_a_map_smaller_than_the_kernel,
valid_rounds_down
"""

from fashionlab import models, solves


@solves(models.receptive_field)
def receptive_field(layers, image_size):
    places, field, step = image_size, 1, 1
    for layer in layers:
        kernel, stride = layer["kernel"], layer["stride"]
        if layer["padding"] == "valid" and places < kernel:
            raise ValueError(f"{places} places for a kernel of {kernel}")
        places = -(-places // stride)
        field += (kernel - 1) * step
        step *= stride
    return places, field
