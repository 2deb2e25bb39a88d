"""The channels come before height and width.

Hint: The channel axis is the last one: shape (batch, height, width, 3).
Fails: makes_images_of_three_channels
"""

import keras

from fashionlab import pipelines, solves


@solves(pipelines.to_rgb)
def to_rgb(images, image_size):
    x = keras.ops.cast(images, "float32")[..., None] / 255.0
    x = keras.ops.image.resize(x, (image_size, image_size), data_format="channels_last")
    return keras.ops.transpose(keras.ops.repeat(x, 3, axis=-1), (0, 3, 1, 2))
