"""Every layer is taken for "valid".

Hint: Look at layer["padding"]: "same" has a formula of its own.
Fails: each_layer_gets_what_is_left, one_place_is_enough, same_rounds_up
"""

from fashionlab import models, solves


@solves(models.receptive_field)
def receptive_field(layers, image_size):
    places, field, step = image_size, 1, 1
    for layer in layers:
        kernel, stride = layer["kernel"], layer["stride"]
        if layer["padding"] == "valid" and places < kernel:
            raise ValueError(f"{places} places for a kernel of {kernel}")
        places = (places - kernel) // stride + 1
        field += (kernel - 1) * step
        step *= stride
    return places, field
