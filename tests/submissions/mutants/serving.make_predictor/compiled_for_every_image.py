"""Makes the tf.function inside the function of one image, and so anew every time.

Hint: What is made inside of predict is made at every call. Make the tf.function before it, in
make_predictor.
Fails: is_compiled_once
"""

import numpy as np
import tensorflow as tf

from fashionlab import serving, solves


@solves(serving.make_predictor)
def make_predictor(model):

    def predict(image):
        if image.dtype != np.uint8 or image.shape != model.input_shape[1:3]:
            raise ValueError(f"Received: {image.dtype}, {image.shape}")

        @tf.function
        def compiled(image):
            scaled = tf.cast(image, tf.float32) / 255.0
            return model(scaled[tf.newaxis, ..., tf.newaxis], training=False)[0]

        return compiled(tf.constant(image)).numpy()

    return predict
