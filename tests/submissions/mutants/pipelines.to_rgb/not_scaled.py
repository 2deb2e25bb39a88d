"""The pixels stay in [0, 255].

Hint: Divide by 255: the result lies in [0, 1].
Fails: scales_to_0_and_1, resizes_bilinearly, the_same_size_is_only_coloured
"""

import keras

from fashionlab import pipelines, solves


@solves(pipelines.to_rgb)
def to_rgb(images, image_size):
    x = keras.ops.cast(images, "float32")[..., None]
    x = keras.ops.image.resize(x, (image_size, image_size), data_format="channels_last")
    return keras.ops.repeat(x, 3, axis=-1)
