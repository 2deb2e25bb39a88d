"""Writes the image into the middle of a larger one with a negative end.

Hint: With a kernel of one row the end is -0, which is 0: an empty slice. Write the end as start + height.
Fails: takes_kernels_of_one_row
"""

import numpy as np

from fashionlab import models, solves


@solves(models.convolve2d)
def convolve2d(image, kernel, *, stride=1, padding="valid"):
    if padding not in ("valid", "same"):
        raise ValueError(f"Expected 'valid' or 'same'. Received: {padding!r}.")
    kh, kw = kernel.shape
    if padding == "same":
        larger = np.zeros((image.shape[0] + 2 * (kh // 2), image.shape[1] + 2 * (kw // 2)))
        larger[kh // 2 : -(kh // 2), kw // 2 : -(kw // 2)] = image
        image = larger
    rows = (image.shape[0] - kh) // stride + 1
    columns = (image.shape[1] - kw) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            patch = image[i * stride : i * stride + kh, j * stride : j * stride + kw]
            output[i, j] = np.sum(patch * kernel)
    return output
