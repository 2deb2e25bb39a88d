"""Calls the model itself, so that Python goes through the layers for every image.

Hint: tf.function translates the network once; after that no Python runs. Wrap the call of the
model in it.
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
        return model(batch, training=False).numpy()[0]

    return predict
