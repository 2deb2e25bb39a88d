"""Works on arrays only: inside a stream there are no numbers yet.

Hint: Inside a stream images is a placeholder without numbers. Use keras.ops or tensorflow, not
NumPy.
Fails: works_inside_a_stream
"""

import keras
import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.to_rgb)
def to_rgb(images, image_size):
    x = np.asarray(images, np.float32)[..., None] / 255.0
    x = np.asarray(keras.ops.image.resize(x, (image_size, image_size)))
    return np.repeat(x, 3, axis=-1)
