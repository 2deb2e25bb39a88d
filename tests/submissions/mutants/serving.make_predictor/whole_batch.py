"""Returns a batch with one row instead of the row.

Hint: The network answers with a row for each image. There is one image: return row [0].
Fails: answers_as_the_model_does, takes_the_size_of_the_model
"""

import numpy as np
import tensorflow as tf

from fashionlab import serving, solves


@solves(serving.make_predictor)
def make_predictor(model):

    @tf.function
    def compiled(image):
        scaled = tf.cast(image, tf.float32) / 255.0
        return model(scaled[tf.newaxis, ..., tf.newaxis], training=False)

    def predict(image):
        if image.dtype != np.uint8 or image.shape != model.input_shape[1:3]:
            raise ValueError(f"Received: {image.dtype}, {image.shape}")
        return compiled(tf.constant(image)).numpy()

    return predict
