"""Overwrites each window in the image with its maximum.

Hint: The caller's image changes. Make a new array for the results.
Fails: leaves_the_image_unchanged
"""

import numpy as np

from fashionlab import models, solves


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    stride = pool_size if stride is None else stride
    rows = (image.shape[0] - pool_size) // stride + 1
    columns = (image.shape[1] - pool_size) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = image[top : top + pool_size, left : left + pool_size]
            window[...] = window.max()
            output[i, j] = window[0, 0]
    return output
