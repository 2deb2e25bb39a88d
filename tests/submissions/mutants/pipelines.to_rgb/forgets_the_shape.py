"""Hides the work in tf.numpy_function: the stream does not know the shape any more.

Hint: After tf.numpy_function tell the shape: result.set_shape((None, image_size, image_size, 3)).
Fails: works_inside_a_stream
"""

import numpy as np
import tensorflow as tf

from fashionlab import pipelines, solves


def enlarge(images, size):
    x = tf.image.resize(images[..., None] / np.float32(255), (size, size))
    return np.repeat(np.float32(x), 3, axis=-1)


@solves(pipelines.to_rgb)
def to_rgb(images, image_size):
    return tf.numpy_function(enlarge, [images, image_size], tf.float32)
