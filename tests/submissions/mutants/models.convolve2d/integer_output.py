"""Collects the sums in an array of integers.

Hint: An array of ints drops what is behind the point. np.zeros((rows, columns)) holds floats.
Fails: sums_products_at_every_place
"""

import numpy as np

from fashionlab import models, solves


@solves(models.convolve2d)
def convolve2d(image, kernel, *, stride=1, padding="valid"):
    if padding not in ("valid", "same"):
        raise ValueError(padding)
    kh, kw = kernel.shape
    if padding == "same":
        image = np.pad(image, ((kh // 2, kh // 2), (kw // 2, kw // 2)))
    rows = (image.shape[0] - kh) // stride + 1
    columns = (image.shape[1] - kw) // stride + 1
    output = np.zeros((rows, columns), dtype=int)
    for i in range(rows):
        for j in range(columns):
            patch = image[i * stride : i * stride + kh, j * stride : j * stride + kw]
            output[i, j] = (patch * kernel).sum()
    return output
