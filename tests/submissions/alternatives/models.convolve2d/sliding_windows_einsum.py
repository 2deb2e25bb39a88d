"""sliding_window_view and einsum."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from fashionlab import models, solves


@solves(models.convolve2d)
def convolve2d(
    image: np.ndarray, kernel: np.ndarray, *, stride: int = 1, padding: str = "valid"
) -> np.ndarray:
    if padding == "same":
        rows, columns = (size // 2 for size in kernel.shape)
        image = np.pad(image, ((rows, rows), (columns, columns)), mode="constant")
    elif padding != "valid":
        raise ValueError(padding)
    windows = sliding_window_view(image, kernel.shape)[::stride, ::stride]
    return np.einsum("ijkl,kl->ij", windows, kernel)
