"""list.pop takes the layers out of the list that was passed in.

Hint: Go through the list with for. pop changes the caller's list.
Fails: leaves_the_layers_as_they_are
"""

from fashionlab import models, solves


@solves(models.receptive_field)
def receptive_field(layers, image_size):
    places, field, step = image_size, 1, 1
    while layers:
        layer = layers.pop(0)
        kernel, stride = layer["kernel"], layer["stride"]
        if layer["padding"] == "same":
            places = -(-places // stride)
        elif places < kernel:
            raise ValueError(f"{places} places for a kernel of {kernel}")
        else:
            places = (places - kernel) // stride + 1
        field += (kernel - 1) * step
        step *= stride
    return places, field
