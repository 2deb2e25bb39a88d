"""Starts the search for the largest value at 0.

Hint: When every number is negative, 0 wins and was never there. Start from the window's first value.
Fails: works_on_negative_values
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
            largest = 0
            for value in image[top : top + pool_size, left : left + pool_size].ravel():
                if value > largest:
                    largest = value
            output[i, j] = largest
    return output
