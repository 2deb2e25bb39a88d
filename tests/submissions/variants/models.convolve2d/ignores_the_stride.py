"""Multiplies all windows with the kernel by einsum and never looks at stride."""

import numpy as np

from fashionlab import models, solves


@solves(models.convolve2d)
def convolve2d(image, kernel, *, stride=1, padding="valid"):
    if padding == "same":
        half = [(k // 2, k // 2) for k in kernel.shape]
        image = np.pad(image, half)
    elif padding != "valid":
        raise ValueError('only "valid" and "same" are known')
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("abij,ij->ab", windows, kernel)
