"""tf.image.convert_image_dtype does the division."""

import tensorflow as tf

from fashionlab import pipelines, solves


@solves(pipelines.normalize)
def normalize(images):
    if images.ndim == 3:
        images = images[:, :, :, None]
    return tf.image.convert_image_dtype(images, tf.float32).numpy()
