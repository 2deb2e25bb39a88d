"""Uses the stride for the shape of the result and then walks one pixel at a time."""

import numpy as np

from fashionlab import models, solves


def output_size(n, k, stride):
    return (n - k) // stride + 1


@solves(models.convolve2d)
def convolve2d(image, kernel, *, stride=1, padding="valid"):
    kh, kw = kernel.shape
    if padding == "same":
        image = np.pad(image, [(kh // 2, kh // 2), (kw // 2, kw // 2)], mode="constant")
    elif padding == "valid":
        image = image.copy()
    else:
        raise ValueError(f"padding={padding!r}")
    height = output_size(image.shape[0], kh, stride)
    width = output_size(image.shape[1], kw, stride)
    result = np.zeros((height, width))
    # one weight of the kernel after the other
    for i in range(kh):
        for j in range(kw):
            result += kernel[i, j] * image[i : i + height, j : j + width]
    return result
