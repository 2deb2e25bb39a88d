"""Moves one step at a time when no stride is given.

Hint: stride=None means pool_size: windows do not overlap.
Fails: keeps_the_largest_of_each_window
"""

import numpy as np

from fashionlab import models, solves


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    stride = 1 if stride is None else stride
    rows = (image.shape[0] - pool_size) // stride + 1
    columns = (image.shape[1] - pool_size) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            output[i, j] = image[top : top + pool_size, left : left + pool_size].max()
    return output
