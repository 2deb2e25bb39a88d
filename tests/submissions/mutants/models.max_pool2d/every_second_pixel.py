"""Keeps the first pixel of each window.

Hint: image[::2, ::2] throws three of four pixels away unseen. Look for the largest.
Fails: keeps_the_largest_of_each_window
"""

import numpy as np

from fashionlab import models, solves


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    stride = pool_size if stride is None else stride
    return image[: image.shape[0] - pool_size + 1 : stride, : image.shape[1] - pool_size + 1 : stride]
