"""One share is drawn for the whole batch.

Hint: rng.beta(alpha, alpha, n) draws n shares, one for each image.
Fails: every_image_has_its_own_share, shares_follow_the_beta_distribution
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.mixup)
def mixup(images, labels, *, alpha=0.2, seed=0):
    if alpha <= 0:
        raise ValueError("alpha")
    rng = np.random.default_rng(seed)
    partner = rng.permutation(len(images))
    share = np.full(len(images), rng.beta(alpha, alpha), np.float32)
    part = share.reshape(-1, 1, 1, 1)
    mixed = part * images + (1 - part) * images[partner]
    rows = share[:, np.newaxis] * labels + (1 - share[:, np.newaxis]) * labels[partner]
    return mixed, rows
