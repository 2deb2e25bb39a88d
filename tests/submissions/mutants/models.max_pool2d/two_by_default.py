"""Moves by 2 when no stride is given.

Hint: stride=None means pool_size, which may be 3.
Fails: pool_size_and_stride_are_separate
"""

import numpy as np

from fashionlab import models, solves


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    stride = stride or 2
    w = np.lib.stride_tricks.sliding_window_view(image, (pool_size, pool_size))[::stride, ::stride]
    return w.max(axis=(2, 3))
