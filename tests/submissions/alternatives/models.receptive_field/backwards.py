"""The field from the last layer back to the image."""

from fashionlab import models, solves


@solves(models.receptive_field)
def receptive_field(layers, image_size):
    places = image_size
    for layer in layers:
        if layer["padding"] == "valid":
            places -= layer["kernel"] - 1
        places = (places + layer["stride"] - 1) // layer["stride"]
        if places < 1:
            raise ValueError("nothing is left")
    field = 1
    for layer in layers[::-1]:
        field = (field - 1) * layer["stride"] + layer["kernel"]
    return places, field
