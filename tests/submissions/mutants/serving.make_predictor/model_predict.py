"""Calls model.predict for a single image.

Hint: model.predict sets up machinery for thousands of images at every call. Compile the network
once, with tf.function, and call that.
Fails: is_compiled_once
"""

import numpy as np

from fashionlab import serving, solves


@solves(serving.make_predictor)
def make_predictor(model):

    def predict(image):
        if image.dtype != np.uint8 or image.shape != model.input_shape[1:3]:
            raise ValueError(f"Received: {image.dtype}, {image.shape}")
        batch = image.astype(np.float32)[None, ..., None] / 255
        return model.predict(batch, verbose=0)[0]

    return predict
