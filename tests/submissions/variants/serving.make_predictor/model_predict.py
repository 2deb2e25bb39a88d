"""predict with batch_size=1."""

import numpy as np

from fashionlab import serving, solves


@solves(serving.make_predictor)
def make_predictor(model):

    def ask(image):
        if image.dtype != "uint8" or tuple(image.shape) != tuple(model.input_shape[1:3]):
            raise ValueError("no")
        x = np.expand_dims(np.expand_dims(image / 255.0, 0), -1).astype("float32")
        return np.squeeze(model.predict(x, batch_size=1, verbose=0))

    return ask
