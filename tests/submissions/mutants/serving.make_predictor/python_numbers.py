"""Gives tf.function a list of Python numbers, for which it is traced anew with every image.

Hint: Every other Python value is another function to TensorFlow. Hand over a tensor:
tf.constant(image).
Fails: is_compiled_once
"""

import numpy as np
import tensorflow as tf

from fashionlab import serving, solves


@solves(serving.make_predictor)
def make_predictor(model):

    shape = model.input_shape[1:3]

    @tf.function
    def compiled(pixels):
        scaled = tf.reshape(tf.constant(pixels, tf.float32), (1, *shape, 1)) / 255.0
        return model(scaled, training=False)[0]

    def predict(image):
        if image.dtype != np.uint8 or image.shape != shape:
            raise ValueError(f"Received: {image.dtype}, {image.shape}")
        return compiled(tuple(image.ravel().tolist())).numpy()

    return predict
