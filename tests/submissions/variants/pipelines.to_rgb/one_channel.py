"""Resized and not coloured."""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.to_rgb)
def to_rgb(images, image_size):
    x = tf.expand_dims(tf.cast(images, tf.float32) / 255, axis=3)
    return tf.image.resize(x, (image_size, image_size))
