"""NumPy inside tf.numpy_function, image by image, with the shape told afterwards."""

import numpy as np
import tensorflow as tf

from fashionlab import pipelines, solves


def enlarge(images, size):
    result = np.empty((len(images), size, size, 3), np.float32)
    for number, image in enumerate(images / 255.0):
        rows, columns = (
            np.clip((np.arange(size) + 0.5) * side / size - 0.5, 0, side - 1)
            for side in image.shape
        )
        wide = np.stack([np.interp(columns, np.arange(len(row)), row) for row in image])
        full = np.stack([np.interp(rows, np.arange(len(one)), one) for one in wide.T], axis=1)
        result[number] = full[..., None]
    return result


@solves(pipelines.to_rgb)
def to_rgb(images, image_size):
    made = tf.numpy_function(enlarge, [images, image_size], tf.float32)
    made.set_shape((None, image_size, image_size, 3))
    return made
