"""Keras compiles: predict_on_batch has no machinery for thousands."""

import numpy as np

from fashionlab import serving, solves


@solves(serving.make_predictor)
def make_predictor(model):

    expected = model.input_shape[1:3]

    def predict(image):
        if image.dtype == np.uint8 and image.shape == expected:
            return model.predict_on_batch(image.reshape(1, *expected, 1) / np.float32(255.0))[0]
        raise ValueError("Expected uint8 and " + str(expected))

    return predict
