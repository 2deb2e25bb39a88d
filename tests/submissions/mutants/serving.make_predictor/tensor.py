"""Returns TensorFlow's tensor, not a NumPy array.

Hint: The caller writes answer.argmax(), and a tensor has none. What makes an array of a tensor?
Fails: gives_float32
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
        if image.dtype != np.uint8 or image.shape != model.input_shape[1:3]:
            raise ValueError(f"Received: {image.dtype}, {image.shape}")
        return compiled(tf.constant(image))

    return predict
