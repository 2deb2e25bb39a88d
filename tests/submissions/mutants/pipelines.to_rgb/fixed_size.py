"""The size is always 96.

Hint: The argument image_size says how large: use it.
Fails: makes_images_of_three_channels
"""

import keras

from fashionlab import pipelines, solves


@solves(pipelines.to_rgb)
def to_rgb(images, image_size):
    x = keras.ops.cast(images, "float32")[..., None] / 255.0
    x = keras.ops.image.resize(x, (96, 96), data_format="channels_last")
    return keras.ops.repeat(x, 3, axis=-1)
