"""Keeps the larger of the result so far and the next pixel; the result begins as zeros."""

import numpy as np

from fashionlab import models, solves


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    step = pool_size if stride is None else stride
    height = (image.shape[0] - pool_size) // step + 1
    width = (image.shape[1] - pool_size) // step + 1
    best = np.zeros((height, width))
    for dy in range(pool_size):
        for dx in range(pool_size):
            shifted = image[dy::step, dx::step]
            best = np.maximum(best, shifted[:height, :width])
    return best
