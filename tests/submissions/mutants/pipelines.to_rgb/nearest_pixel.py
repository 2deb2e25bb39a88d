"""Resizes with the nearest pixel: blocks instead of blends.

Hint: interpolation="bilinear", which is also what keras.ops.image.resize does by itself.
Fails: resizes_bilinearly
"""

import keras

from fashionlab import pipelines, solves


@solves(pipelines.to_rgb)
def to_rgb(images, image_size):
    x = keras.ops.cast(images, "float32")[..., None] / 255.0
    x = keras.ops.image.resize(
        x, (image_size, image_size), interpolation="nearest", data_format="channels_last"
    )
    return keras.ops.repeat(x, 3, axis=-1)
