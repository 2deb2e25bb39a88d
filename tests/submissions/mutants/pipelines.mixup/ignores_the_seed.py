"""The seed plays no part, and every call gives another result.

Hint: np.random.default_rng() starts from chance; np.random.default_rng(seed) from the seed.
Fails: the_seed_decides
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.mixup)
def mixup(images, labels, *, alpha=0.2, seed=0):
    if alpha <= 0:
        raise ValueError("alpha")
    rng = np.random.default_rng()
    partner = rng.permutation(len(images))
    share = rng.beta(alpha, alpha, len(images)).astype(np.float32)
    part = share.reshape(-1, 1, 1, 1)
    mixed = part * images + (1 - part) * images[partner]
    rows = share[:, np.newaxis] * labels + (1 - share[:, np.newaxis]) * labels[partner]
    return mixed, rows
