"""Pads one row and column, which fits only a 3x3 kernel.

Hint: The kernel may be larger: kh // 2 and kw // 2.
Fails: pads_with_zeros
"""

import numpy as np

from fashionlab import models, solves


@solves(models.convolve2d)
def convolve2d(image, kernel, *, stride=1, padding="valid"):
    if padding not in ("valid", "same"):
        raise ValueError(padding)
    kh, kw = kernel.shape
    if padding == "same":
        image = np.pad(image, 1)
    rows = (image.shape[0] - kh) // stride + 1
    columns = (image.shape[1] - kw) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            patch = image[i * stride : i * stride + kh, j * stride : j * stride + kw]
            output[i, j] = (patch * kernel).sum()
    return output
