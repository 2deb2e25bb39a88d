"""Puts a frame of one zero around the image, as a 3x3 kernel needs it."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fashionlab import models, solves


def add_frame(image):
    h, w = image.shape
    framed = np.zeros((h + 2, w + 2))
    framed[1:-1, 1:-1] = image
    return framed


@solves(models.convolve2d)
def convolve2d(image, kernel, *, stride=1, padding="valid"):
    if padding not in {"valid", "same"}:
        raise ValueError(padding)
    if padding == "same":
        image = add_frame(image)
    patches = sliding_window_view(image, kernel.shape)[::stride, ::stride]
    return np.tensordot(patches, kernel, axes=2)
