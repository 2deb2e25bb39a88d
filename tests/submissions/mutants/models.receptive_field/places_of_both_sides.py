"""Height times width is returned as the number of places.

Hint: A size is one side: 3, not 9.
Fails: each_layer_gets_what_is_left, same_rounds_up, valid_rounds_down,
without_layers_a_place_is_a_pixel
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
            places = (places - kernel) // stride + 1
        field += (kernel - 1) * step
        step *= stride
    return places**2, field
