"""Shares are drawn evenly from 0 to 1, whatever alpha is.

Hint: rng.beta(alpha, alpha, n), not rng.random(n).
Fails: shares_follow_the_beta_distribution, mixes_a_fifth_by_default
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.mixup)
def mixup(images, labels, *, alpha=0.2, seed=0):
    if alpha <= 0:
        raise ValueError("alpha")
    rng = np.random.default_rng(seed)
    partner = rng.permutation(len(images))
    share = rng.random(len(images), dtype=np.float32)
    part = share.reshape(-1, 1, 1, 1)
    mixed = part * images + (1 - part) * images[partner]
    rows = share[:, np.newaxis] * labels + (1 - share[:, np.newaxis]) * labels[partner]
    return mixed, rows
