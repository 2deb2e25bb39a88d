"""The window at the edge is not counted.

Hint: Three steps make four places: plus 1.
Fails: each_layer_gets_what_is_left, one_place_is_enough, valid_rounds_down
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
            raise ValueError(f"{places} places for a kernel of {kernel}")
        else:
            places = (places - kernel) // stride
        field += (kernel - 1) * step
        step *= stride
    return places, field
