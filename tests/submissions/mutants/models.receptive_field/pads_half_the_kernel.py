"""Adds kernel // 2 on both sides for "same", as PyTorch's formula does.

Hint: Keras adds as much as it takes to have n / s places, rounded up. With a kernel of 2 that is less.
Fails: each_layer_gets_what_is_left
"""

from fashionlab import models, solves


@solves(models.receptive_field)
def receptive_field(layers, image_size):
    places, field, step = image_size, 1, 1
    for layer in layers:
        kernel, stride = layer["kernel"], layer["stride"]
        padding = kernel // 2 if layer["padding"] == "same" else 0
        if places + 2 * padding < kernel:
            raise ValueError("Nothing is left.")
        places = (places + 2 * padding - kernel) // stride + 1
        field += (kernel - 1) * step
        step *= stride
    return places, field
