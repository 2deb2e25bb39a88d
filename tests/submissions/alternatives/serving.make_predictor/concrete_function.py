"""A concrete function with a fixed signature, traced when it is made."""

import numpy as np
import tensorflow as tf

from fashionlab import serving, solves


@solves(serving.make_predictor)
def make_predictor(model):

    height, width, _ = model.input_shape[1:]
    spec = tf.TensorSpec((height, width), tf.uint8)

    @tf.function(input_signature=[spec])
    def run(image):
        batch = tf.reshape(image, (1, height, width, 1))
        return tf.squeeze(model(tf.image.convert_image_dtype(batch, tf.float32)), axis=0)

    run = run.get_concrete_function()

    def predict(image):
        if image.dtype != np.dtype("uint8"):
            raise ValueError(f"Expected uint8. Received: {image.dtype}")
        if image.shape != (height, width):
            raise ValueError(f"Expected {(height, width)}. Received: {image.shape}")
        return np.asarray(run(tf.convert_to_tensor(image)))

    return predict
