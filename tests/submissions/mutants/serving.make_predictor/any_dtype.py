"""Accepts float images, and divides them by 255 a second time.

Hint: A float image may be scaled already. Refuse whatever is not uint8, with a ValueError.
Fails: refuses_another_dtype
"""

import tensorflow as tf

from fashionlab import serving, solves


@solves(serving.make_predictor)
def make_predictor(model):

    @tf.function
    def compiled(image):
        scaled = tf.cast(image, tf.float32) / 255.0
        return model(scaled[tf.newaxis, ..., tf.newaxis], training=False)[0]

    def predict(image):
        if image.shape != model.input_shape[1:3]:
            raise ValueError(f"Received: {image.dtype}, {image.shape}")
        return compiled(tf.constant(image)).numpy()

    return predict
