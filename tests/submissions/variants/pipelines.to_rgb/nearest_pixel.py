"""method="nearest" of TensorFlow."""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.to_rgb)
def to_rgb(images, image_size):
    x = tf.cast(images, tf.float32)[..., tf.newaxis] / 255
    x = tf.image.resize(x, [image_size, image_size], method="nearest")
    return tf.tile(x, [1, 1, 1, 3])
