"""Field and places are returned in the wrong order.

Hint: return places, field: in the order of the exercise.
Fails: a_kernel_widens_the_field, a_stride_counts_for_later_layers_only,
each_layer_gets_what_is_left, one_place_is_enough, same_rounds_up, steps_grow_with_every_stride,
the_field_may_be_larger_than_the_image, valid_rounds_down, without_layers_a_place_is_a_pixel
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
    return field, places
