"""Divides by 256.

Hint: The brightest pixel is 255, and 255 / 255 is 1. Divide by what was divided by in training.
Fails: answers_as_the_model_does
"""

import numpy as np
import tensorflow as tf

from fashionlab import serving, solves


@solves(serving.make_predictor)
def make_predictor(model):

    @tf.function
    def compiled(image):
        scaled = tf.cast(image, tf.float32) / 256.0
        return model(scaled[tf.newaxis, ..., tf.newaxis], training=False)[0]

    def predict(image):
        if image.dtype != np.uint8 or image.shape != model.input_shape[1:3]:
            raise ValueError(f"Received: {image.dtype}, {image.shape}")
        return compiled(tf.constant(image)).numpy()

    return predict
