"""Keras layers used as functions."""

import keras

from fashionlab import pipelines, solves


@solves(pipelines.to_rgb)
def to_rgb(images, image_size):
    x = keras.ops.cast(images, "float32")
    x = keras.ops.stack([x] * 3, axis=-1)
    x = keras.layers.Rescaling(1 / 255)(x)
    return keras.layers.Resizing(image_size, image_size, data_format="channels_last")(x)
