"""np.maximum over shifted copies, starting from minus infinity."""

import numpy as np

from fashionlab import models, solves


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    if stride is None:
        stride = pool_size
    rows = (image.shape[0] - pool_size) // stride + 1
    columns = (image.shape[1] - pool_size) // stride + 1
    largest = np.full((rows, columns), -np.inf)
    for i in range(pool_size):
        for j in range(pool_size):
            part = image[i::stride, j::stride][:rows, :columns]
            largest = np.maximum(largest, part)
    return largest
