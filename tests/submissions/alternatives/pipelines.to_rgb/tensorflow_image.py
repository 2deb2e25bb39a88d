"""tf.image, and grayscale_to_rgb."""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.to_rgb)
def to_rgb(images, image_size):
    images = tf.convert_to_tensor(images)
    fractions = tf.image.convert_image_dtype(images[..., tf.newaxis], tf.float32)
    return tf.image.grayscale_to_rgb(tf.image.resize(fractions, [image_size, image_size]))
