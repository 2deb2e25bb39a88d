"""The image is not divided by 255.

Hint: The network learned from numbers between 0 and 1. Divide by 255, inside the function.
Fails: answers_as_the_model_does, takes_the_size_of_the_model, predictors_keep_to_their_models
"""

import numpy as np
import tensorflow as tf

from fashionlab import serving, solves


@solves(serving.make_predictor)
def make_predictor(model):

    @tf.function
    def compiled(image):
        scaled = tf.cast(image, tf.float32)
        return model(scaled[tf.newaxis, ..., tf.newaxis], training=False)[0]

    def predict(image):
        if image.dtype != np.uint8 or image.shape != model.input_shape[1:3]:
            raise ValueError(f"Received: {image.dtype}, {image.shape}")
        return compiled(tf.constant(image)).numpy()

    return predict
