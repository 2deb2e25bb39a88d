"""Always moves by pool_size.

Hint: stride says how far a window moves, pool_size how big it is.
Fails: pool_size_and_stride_are_separate
"""

import numpy as np

from fashionlab import models, solves


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    stride = pool_size
    rows = (image.shape[0] - pool_size) // stride + 1
    columns = (image.shape[1] - pool_size) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            output[i, j] = image[top : top + pool_size, left : left + pool_size].max()
    return output
