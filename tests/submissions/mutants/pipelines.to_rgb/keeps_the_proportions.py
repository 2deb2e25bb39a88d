"""Keeps height and width in proportion, and fills up with black.

Hint: Both sides become image_size, each from its own length: no frame.
Fails: height_and_width_stay_what_they_are
"""

import keras

from fashionlab import pipelines, solves


@solves(pipelines.to_rgb)
def to_rgb(images, image_size):
    x = keras.ops.cast(images, "float32")[..., None] / 255.0
    x = keras.ops.image.resize(
        x, (image_size, image_size), pad_to_aspect_ratio=True, data_format="channels_last"
    )
    return keras.ops.repeat(x, 3, axis=-1)
