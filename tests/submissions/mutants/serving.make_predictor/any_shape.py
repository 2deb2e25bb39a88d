"""Accepts whatever has the right number of pixels, because reshape does.

Hint: An image of 10x12 reshaped to 12x10 is a mess. Compare image.shape with
model.input_shape[1:3].
Fails: refuses_another_shape
"""

import numpy as np
import tensorflow as tf

from fashionlab import serving, solves


@solves(serving.make_predictor)
def make_predictor(model):

    height, width = model.input_shape[1:3]
    compiled = tf.function(lambda batch: model(batch, training=False))

    def predict(image):
        if image.dtype != np.uint8:
            raise ValueError(f"Received: {image.dtype}")
        batch = image.reshape(1, height, width, 1) / np.float32(255)
        return compiled(tf.constant(batch))[0].numpy()

    return predict
