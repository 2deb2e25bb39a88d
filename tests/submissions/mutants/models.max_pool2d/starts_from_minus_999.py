"""Starts the search for the largest from -999.

Hint: Some images lie below any number you choose. Start from the window's own first pixel, or from -np.inf.
Fails: works_on_negative_values
"""

import numpy as np

from fashionlab import models, solves


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    stride = stride or pool_size
    rows = (image.shape[0] - pool_size) // stride + 1
    columns = (image.shape[1] - pool_size) // stride + 1
    output = np.full((rows, columns), -999.0)
    for i in range(rows * pool_size):
        for j in range(columns * pool_size):
            row, column = i // pool_size, j // pool_size
            value = image[row * stride + i % pool_size, column * stride + j % pool_size]
            output[row, column] = max(output[row, column], value)
    return output
