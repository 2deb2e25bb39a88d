"""One shifted copy of the image for each weight of the kernel."""

import numpy as np

from fashionlab import models, solves


@solves(models.convolve2d)
def convolve2d(image, kernel, *, stride=1, padding="valid"):
    (h, w), (kh, kw) = image.shape, kernel.shape
    if padding == "same":
        black = np.zeros((h + kh - 1, w + kw - 1))
        black[kh // 2 : kh // 2 + h, kw // 2 : kw // 2 + w] = image
        image, h, w = black, black.shape[0], black.shape[1]
    elif padding == "valid":
        pass
    else:
        raise ValueError('padding is "valid" or "same"')
    total = 0
    for i in range(kh):
        for j in range(kw):
            total = total + kernel[i, j] * image[
                i : h - kh + i + 1 : stride, j : w - kw + j + 1 : stride
            ]
    return total
