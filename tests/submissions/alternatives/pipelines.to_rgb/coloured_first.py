"""Three channels first, resized as stored, divided at the end."""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.to_rgb)
def to_rgb(images, image_size):
    three = tf.repeat(tf.expand_dims(images, -1), 3, axis=-1)
    # tf.image.resize gives fractions also for whole numbers.
    return tf.image.resize(three, (image_size, image_size), method="bilinear") / 255.0
