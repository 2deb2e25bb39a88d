"""Reshapes to windows, which works only when the size divides.

Hint: 7 rows do not split into pairs. Cut the rest off first.
Fails: leaves_out_incomplete_windows
"""

import numpy as np

from fashionlab import models, solves


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    stride = pool_size if stride is None else stride
    if stride != pool_size:
        windows = np.lib.stride_tricks.sliding_window_view(image, (pool_size, pool_size))
        return windows[::stride, ::stride].max(axis=(2, 3))
    h, w = image.shape
    windows = image.reshape(h // pool_size, pool_size, w // pool_size, pool_size)
    return windows.max(axis=(1, 3))
