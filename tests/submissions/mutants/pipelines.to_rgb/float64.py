"""The result is float64.

Hint: np.float64, or a division by a NumPy float64, makes float64: cast to float32.
Fails: gives_float32
"""

import keras

from fashionlab import pipelines, solves


@solves(pipelines.to_rgb)
def to_rgb(images, image_size):
    x = keras.ops.cast(images, "float64")[..., None] / 255.0
    x = keras.ops.image.resize(x, (image_size, image_size), data_format="channels_last")
    return keras.ops.cast(keras.ops.repeat(x, 3, axis=-1), "float64")
