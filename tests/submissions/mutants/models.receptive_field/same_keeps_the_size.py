"""With padding "same" the size stays, whatever the stride.

Hint: "same" adds enough for a stride of 1. With a stride of 2 every second place is left.
Fails: each_layer_gets_what_is_left, refuses_a_map_smaller_than_the_kernel, same_rounds_up
"""

from fashionlab import models, solves


@solves(models.receptive_field)
def receptive_field(layers, image_size):
    places, field, step = image_size, 1, 1
    for layer in layers:
        kernel, stride = layer["kernel"], layer["stride"]
        if layer["padding"] == "same":
            places = places
        elif places < kernel:
            raise ValueError(f"{places} places for a kernel of {kernel}")
        else:
            places = (places - kernel) // stride + 1
        field += (kernel - 1) * step
        step *= stride
    return places, field
