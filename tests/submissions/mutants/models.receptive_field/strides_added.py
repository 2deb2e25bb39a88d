"""Strides are added up, not multiplied.

Hint: Half of a half is a quarter: strides of 2 and 2 make steps of 4, and three of them steps of
8.
Fails: steps_grow_with_every_stride, the_field_may_be_larger_than_the_image
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
        step += stride - 1
    return places, field
