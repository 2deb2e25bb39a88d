"""Takes every dtype without a sign.

Hint: uint16 goes up to 65,535. Stored images are uint8: test image.dtype != np.uint8.
Fails: refuses_another_dtype
"""

import numpy as np
import tensorflow as tf

from fashionlab import serving, solves


@solves(serving.make_predictor)
def make_predictor(model):
    shape = model.input_shape[1:3]

    @tf.function
    def compiled(image):
        scaled = tf.cast(image, tf.float32) / 255.0
        return model(scaled[tf.newaxis, ..., tf.newaxis], training=False)[0]

    def predict(image):
        if not np.issubdtype(image.dtype, np.unsignedinteger) or image.shape != shape:
            raise ValueError(f"Expected a uint8 image of shape {shape}.")
        return compiled(tf.constant(image)).numpy()

    return predict
