"""Accepts an image that has an axis for the batch or the channel already.

Hint: An image is of shape (height, width). Refuse (height, width, 1) and (1, height, width) as well.
Fails: refuses_another_shape
"""

import numpy as np
import tensorflow as tf

from fashionlab import serving, solves


@solves(serving.make_predictor)
def make_predictor(model):

    @tf.function
    def compiled(image):
        scaled = tf.cast(image, tf.float32) / 255.0
        return model(scaled[tf.newaxis, ..., tf.newaxis], training=False)[0]

    def predict(image):
        height, width = model.input_shape[1:3]
        shapes = ((height, width), (height, width, 1), (1, height, width))
        if image.dtype != np.uint8 or image.shape not in shapes:
            raise ValueError(f"Received: {image.dtype}, {image.shape}")
        return compiled(tf.constant(image.reshape(height, width))).numpy()

    return predict
