"""The pixels are scaled to [-1, 1], as MobileNet takes them.

Hint: That is the scaling of one base, and the next exercise. Here: [0, 1].
Fails: scales_to_0_and_1, resizes_bilinearly
"""

import keras

from fashionlab import pipelines, solves


@solves(pipelines.to_rgb)
def to_rgb(images, image_size):
    x = keras.ops.cast(images, "float32")[..., None] / 127.5 - 1.0
    x = keras.ops.image.resize(x, (image_size, image_size), data_format="channels_last")
    return keras.ops.repeat(x, 3, axis=-1)
