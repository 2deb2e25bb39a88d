"""Cast and no division."""

import numpy as np
import tensorflow as tf

from fashionlab import serving, solves


@solves(serving.make_predictor)
def make_predictor(model):

    fast = tf.function(lambda x: model(x, training=False))
    h, w = model.input_shape[1:3]

    def ask(image):
        if image.dtype != np.uint8 or image.shape != (h, w):
            raise ValueError("not mine")
        return fast(tf.cast(image[np.newaxis, :, :, np.newaxis], tf.float32)).numpy()[0]

    return ask
