"""Plain Python lists and sums; the result is turned into an array."""

import numpy as np

from fashionlab import models, solves


def products(image, kernel, top, left):
    return sum(
        image[top + i][left + j] * kernel[i][j]
        for i in range(len(kernel))
        for j in range(len(kernel[0]))
    )


@solves(models.convolve2d)
def convolve2d(image, kernel, *, stride=1, padding="valid"):
    if padding not in ["valid", "same"]:
        raise ValueError(padding)
    kh, kw = len(kernel), len(kernel[0])
    if padding == "same":
        image = np.pad(image, ((kh // 2,), (kw // 2,)))
    tops = range(0, len(image) - kh + 1, stride)
    lefts = range(0, len(image[0]) - kw + 1, stride)
    return np.array([[products(image, kernel, i, j) for j in lefts] for i in tops])
