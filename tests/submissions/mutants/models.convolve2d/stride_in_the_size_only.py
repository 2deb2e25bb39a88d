"""Makes the output smaller and still moves one step at a time.

Hint: Row i of the output starts at row i * stride of the image.
Fails: moves_by_the_stride
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
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            patch = image[i : i + kh, j : j + kw]
            output[i, j] = (patch * kernel).sum()
    return output
