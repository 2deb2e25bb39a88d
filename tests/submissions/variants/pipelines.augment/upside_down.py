"""np.flipud for np.fliplr."""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.augment)
def augment(images, *, flip=True, shift=2, seed=0):
    if shift < 0:
        raise ValueError("shift must be 0 or more")
    rng = np.random.default_rng(seed)
    result = []
    for image in images:
        extra = [(0, 0)] * (image.ndim - 2)
        big = np.pad(image, [(shift, shift), (shift, shift), *extra])
        y, x = rng.integers(0, 2 * shift + 1, 2)
        small = big[y : y + image.shape[0], x : x + image.shape[1]]
        result.append(np.flipud(small) if flip and rng.random() < 0.5 else small)
    return np.array(result)
