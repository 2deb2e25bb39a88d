"""The results are float64, because the shares are.

Hint: rng.beta gives float64. .astype(np.float32) for the shares.
Fails: gives_float32_arrays
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.mixup)
def mixup(images, labels, *, alpha=0.2, seed=0):
    if alpha <= 0:
        raise ValueError("alpha")
    rng = np.random.default_rng(seed)
    partner = rng.permutation(len(images))
    share = rng.beta(alpha, alpha, len(images))
    part = share.reshape(-1, 1, 1, 1)
    mixed = part * images + (1 - part) * images[partner]
    rows = share[:, np.newaxis] * labels + (1 - share[:, np.newaxis]) * labels[partner]
    return mixed, rows
