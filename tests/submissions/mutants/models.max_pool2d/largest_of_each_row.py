"""Takes the largest of the rows only.

Hint: A window has rows and columns: the maximum is over both.
Fails: keeps_the_largest_of_each_window
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
            output[i, j] = image[top : top + pool_size, left : left + pool_size].max(axis=0)[0]
    return output
