"""The grey image becomes the red channel; green and blue are 0.

Hint: Grey has as much red as green as blue: repeat the channel.
Fails: the_channels_are_the_same
"""

import keras

from fashionlab import pipelines, solves


@solves(pipelines.to_rgb)
def to_rgb(images, image_size):
    x = keras.ops.cast(images, "float32")[..., None] / 255.0
    x = keras.ops.image.resize(x, (image_size, image_size), data_format="channels_last")
    return keras.ops.pad(x, [(0, 0), (0, 0), (0, 0), (0, 2)])
