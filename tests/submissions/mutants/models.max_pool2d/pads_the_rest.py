"""Keeps windows that are not full at the edge.

Hint: Rows and columns that do not fill a window are left out.
Fails: leaves_out_incomplete_windows
"""

import numpy as np

from fashionlab import models, solves


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    stride = pool_size if stride is None else stride
    rows = -(-image.shape[0] // stride)
    columns = -(-image.shape[1] // stride)
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            output[i, j] = image[top : top + pool_size, left : left + pool_size].max()
    return output
