"""An if around the whole batch."""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.augment)
def augment(images, *, flip=True, shift=2, seed=0):
    if shift < 0:
        raise ValueError("shift must be 0 or more")
    np.random.seed(seed)
    if flip and np.random.rand() < 0.5:
        images = images[:, :, ::-1]
    result = np.zeros_like(images)
    h, w = images.shape[1:3]
    for k, image in enumerate(images):
        dy, dx = np.random.randint(-shift, shift + 1, 2)
        result[k, max(dy, 0) : h + min(dy, 0), max(dx, 0) : w + min(dx, 0)] = image[
            max(-dy, 0) : h - max(dy, 0), max(-dx, 0) : w - max(dx, 0)
        ]
    return result
