"""Looks up the brightest pixel of the whole array and divides by it."""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.normalize)
def normalize(images):
    brightest = float(np.amax(images))
    x = np.array(images, dtype="float32")
    x /= brightest
    if x.ndim < 4:
        n, h, w = x.shape
        x = x.reshape(n, h, w, 1)
    return x
