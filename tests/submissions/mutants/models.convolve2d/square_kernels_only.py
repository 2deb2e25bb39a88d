"""Takes the number of rows for the number of columns of the kernel.

Hint: kernel.shape has two numbers: rows and columns.
Fails: takes_kernels_that_are_not_square
"""

import numpy as np

from fashionlab import models, solves


@solves(models.convolve2d)
def convolve2d(image, kernel, *, stride=1, padding="valid"):
    if padding not in ("valid", "same"):
        raise ValueError(padding)
    kh = kw = kernel.shape[0]
    if padding == "same":
        image = np.pad(image, ((kh // 2, kh // 2), (kw // 2, kw // 2)))
    rows = (image.shape[0] - kh) // stride + 1
    columns = (image.shape[1] - kw) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            patch = image[i * stride : i * stride + kh, j * stride : j * stride + kw]
            output[i, j] = (patch * kernel).sum()
    return output
