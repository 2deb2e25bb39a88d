"""Keras operations instead of NumPy."""

import keras

from fashionlab import pipelines, solves


@solves(pipelines.normalize)
def normalize(images):
    scaled = keras.ops.cast(images, "float32") / 255.0
    if len(images.shape) == 3:
        scaled = keras.ops.expand_dims(scaled, -1)
    return keras.ops.convert_to_numpy(scaled)
