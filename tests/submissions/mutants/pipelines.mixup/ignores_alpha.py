"""alpha is always 0.2.

Hint: alpha is an argument; 0.2 is only its default.
Fails: shares_follow_the_beta_distribution
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.mixup)
def mixup(images, labels, *, alpha=0.2, seed=0):
    if alpha <= 0:
        raise ValueError("alpha")
    rng = np.random.default_rng(seed)
    partner = rng.permutation(len(images))
    share = rng.beta(0.2, 0.2, len(images)).astype(np.float32)
    part = share.reshape(-1, 1, 1, 1)
    mixed = part * images + (1 - part) * images[partner]
    rows = share[:, np.newaxis] * labels + (1 - share[:, np.newaxis]) * labels[partner]
    return mixed, rows
