"""Draws a plot and saves it on the way, and is right."""

import matplotlib.pyplot as plt
import numpy as np

from fashionlab import models, solves


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    figure, axes = plt.subplots()
    axes.imshow(image)
    axes.set_title("before pooling, ünïcode, 標題")
    figure.savefig("before.png")
    plt.show()
    plt.close("all")
    windows = np.lib.stride_tricks.sliding_window_view(image, (pool_size, pool_size))
    step = stride if stride is not None else pool_size
    return windows[::step, ::step].max(axis=(2, 3))
