"""Each kernel adds its full size.

Hint: A kernel of 3 has the place itself in its middle, and adds 2.
Fails: a_kernel_widens_the_field, a_stride_counts_for_later_layers_only,
steps_grow_with_every_stride, the_field_may_be_larger_than_the_image
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
        field += kernel * step
        step *= stride
    return places, field
