"""Reads a missing stride as a stride of 1."""

import numpy as np

from fashionlab import models, solves


def starts(length, window, step):
    return range(0, length - window + 1, step)


@solves(models.max_pool2d)
def max_pool2d(image, *, pool_size=2, stride=None):
    step = stride or 1
    tops = starts(image.shape[0], pool_size, step)
    lefts = starts(image.shape[1], pool_size, step)
    output = np.full((len(tops), len(lefts)), -np.inf)
    for i, top in enumerate(tops):
        for j, left in enumerate(lefts):
            for value in image[top : top + pool_size, left : left + pool_size].flat:
                if value > output[i, j]:
                    output[i, j] = value
    return output
