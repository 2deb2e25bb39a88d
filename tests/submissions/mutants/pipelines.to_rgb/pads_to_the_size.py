"""Puts a black frame around the image instead of enlarging it.

Hint: A frame leaves the garment as small as it was. Resize the image itself.
Fails: resizes_bilinearly, scales_to_0_and_1
"""

import keras

from fashionlab import pipelines, solves


@solves(pipelines.to_rgb)
def to_rgb(images, image_size):
    x = keras.ops.cast(images, "float32")[..., None] / 255.0
    up, left = image_size - x.shape[1], image_size - x.shape[2]
    x = keras.ops.pad(x, [(0, 0), (up // 2, up - up // 2), (left // 2, left - left // 2), (0, 0)])
    return keras.ops.repeat(x, 3, axis=-1)
