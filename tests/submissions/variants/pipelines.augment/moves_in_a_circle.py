"""np.roll on a copy of each picture."""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.augment)
def augment(images, *, flip=True, shift=2, seed=0):
    if shift < 0:
        raise ValueError("shift must be 0 or more")
    rng = np.random.default_rng(seed)
    out = []
    for img in images:
        if flip and rng.integers(2):
            img = img[:, ::-1]
        img = np.roll(img, rng.integers(-shift, shift + 1), axis=0)
        out.append(np.roll(img, rng.integers(-shift, shift + 1), axis=1))
    return np.stack(out)
