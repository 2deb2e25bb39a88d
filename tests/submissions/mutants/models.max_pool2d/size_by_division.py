"""Computes the size as height // stride, which is wrong for overlapping windows.

Hint: (height - pool_size) // stride + 1 counts the places where a window fits.
Fails: pool_size_and_stride_are_separate
"""

import numpy as np

from fashionlab import models, solves


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    stride = pool_size if stride is None else stride
    rows = image.shape[0] // stride
    columns = image.shape[1] // stride
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            output[i, j] = image[top : top + pool_size, left : left + pool_size].max()
    return output
