"""Python's own random numbers, slices worked out by hand."""

import random

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.augment)
def augment(images, *, flip=True, shift=2, seed=0):
    if shift < 0:
        raise ValueError(f"shift={shift}")
    dice = random.Random(seed)
    result = np.zeros(images.shape, dtype=np.uint8)
    height, width = images.shape[1], images.shape[2]
    for i in range(len(images)):
        picture = images[i]
        if flip and dice.random() > 0.5:
            picture = np.fliplr(picture)
        dy = dice.randint(-shift, shift)
        dx = dice.randint(-shift, shift)
        result[i, max(dy, 0) : height + min(dy, 0), max(dx, 0) : width + min(dx, 0)] = picture[
            max(-dy, 0) : height - max(dy, 0), max(-dx, 0) : width - max(dx, 0)
        ]
    return result
