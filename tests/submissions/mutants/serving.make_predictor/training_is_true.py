"""The network runs as in training, so dropout is on and every answer is another.

Hint: training=False: dropout is for training only.
Fails: answers_the_same_again, answers_as_the_model_does, takes_the_size_of_the_model
"""

import numpy as np
import tensorflow as tf

from fashionlab import serving, solves


@solves(serving.make_predictor)
def make_predictor(model):

    @tf.function
    def compiled(image):
        scaled = tf.cast(image, tf.float32) / 255.0
        return model(scaled[tf.newaxis, ..., tf.newaxis], training=True)[0]

    def predict(image):
        if image.dtype != np.uint8 or image.shape != model.input_shape[1:3]:
            raise ValueError(f"Received: {image.dtype}, {image.shape}")
        return compiled(tf.constant(image)).numpy()

    return predict
