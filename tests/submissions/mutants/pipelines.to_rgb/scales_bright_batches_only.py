"""Divides by 255 only where a batch looks as if it had not been divided yet.

Hint: What comes in is always 0 to 255. In a dark batch, too, 1 is nearly black.
Fails: scales_to_0_and_1
"""

import keras
import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.to_rgb)
def to_rgb(images, image_size):
    x = tf.cast(images, tf.float32)[..., tf.newaxis]
    x = tf.cond(tf.reduce_max(x) > 1, lambda: x / 255, lambda: x)
    x = keras.ops.image.resize(x, (image_size, image_size))
    return keras.ops.repeat(x, 3, axis=-1)
