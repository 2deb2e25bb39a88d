"""NumPy prepares the image; only the network is compiled, with XLA."""

import numpy as np
import tensorflow as tf

from fashionlab import serving, solves


@solves(serving.make_predictor)
def make_predictor(model):

    call = tf.function(model, jit_compile=True)

    def predict(image):
        if image.dtype != np.uint8 or image.shape != model.input_shape[1:3]:
            raise ValueError("Expected a stored image of the model's size.")
        batch = np.expand_dims(image, (0, -1)).astype("float32") / np.float32(255)
        return call(tf.constant(batch), training=False)[0].numpy()

    return predict
