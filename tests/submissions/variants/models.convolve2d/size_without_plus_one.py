"""Divides the room that is left by the stride and forgets the first place."""

import numpy as np

from fashionlab import models, solves


@solves(models.convolve2d)
def convolve2d(image, kernel, *, stride=1, padding="valid"):
    if padding == "same":
        border_y, border_x = kernel.shape[0] // 2, kernel.shape[1] // 2
        image = np.pad(image, ((border_y, border_y), (border_x, border_x)))
    elif padding != "valid":
        raise ValueError("unknown padding")
    rows = (image.shape[0] - kernel.shape[0]) // stride
    cols = (image.shape[1] - kernel.shape[1]) // stride
    feature_map = np.empty((rows, cols))
    for r in range(rows):
        for c in range(cols):
            y, x = r * stride, c * stride
            patch = image[y : y + kernel.shape[0], x : x + kernel.shape[1]]
            feature_map[r, c] = np.vdot(patch, kernel)
    return feature_map
