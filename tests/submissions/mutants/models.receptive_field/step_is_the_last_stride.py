"""Only the stride of the layer before counts.

Hint: All strides before a layer count: the step is their product.
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
        step = stride
    return places, field
