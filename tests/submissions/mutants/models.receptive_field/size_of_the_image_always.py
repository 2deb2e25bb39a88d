"""Each layer is given the size of the image.

Hint: A layer gets the map of the layer before it: places, not image_size.
Fails: each_layer_gets_what_is_left, one_place_is_enough, refuses_a_map_smaller_than_the_kernel
"""

from fashionlab import models, solves


@solves(models.receptive_field)
def receptive_field(layers, image_size):
    places, field, step = image_size, 1, 1
    for layer in layers:
        kernel, stride = layer["kernel"], layer["stride"]
        if layer["padding"] == "same":
            places = -(-image_size // stride)
        elif places < kernel:
            raise ValueError(f"{places} places for a kernel of {kernel}")
        else:
            places = (image_size - kernel) // stride + 1
        field += (kernel - 1) * step
        step *= stride
    return places, field
