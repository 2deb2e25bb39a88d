"""One picture at a time through scipy.ndimage, moved first and mirrored afterwards."""

import numpy as np
from scipy import ndimage

from fashionlab import pipelines, solves


@solves(pipelines.augment)
def augment(images, *, flip=True, shift=2, seed=0):
    if shift < 0:
        raise ValueError("shift < 0")
    rng = np.random.RandomState(seed)
    pictures = []
    for picture in images:
        steps = [*rng.randint(-shift, shift + 1, size=2), *[0] * (picture.ndim - 2)]
        picture = ndimage.shift(picture, steps, order=0, mode="constant", cval=0)
        if flip and rng.choice([True, False]):
            picture = picture[:, ::-1]
        pictures.append(picture)
    return np.array(pictures)
