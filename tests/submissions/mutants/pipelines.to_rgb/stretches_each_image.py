"""Scales each image by its own largest value.

Hint: Divide every image by 255. Otherwise a dark garment becomes as bright as a light one.
Fails: scales_to_0_and_1
"""

import keras

from fashionlab import pipelines, solves


@solves(pipelines.to_rgb)
def to_rgb(images, image_size):
    x = keras.ops.cast(images, "float32")[..., None]
    x = x / keras.ops.maximum(keras.ops.max(x, axis=(1, 2, 3), keepdims=True), 1.0)
    x = keras.ops.image.resize(x, (image_size, image_size), data_format="channels_last")
    return keras.ops.repeat(x, 3, axis=-1)
