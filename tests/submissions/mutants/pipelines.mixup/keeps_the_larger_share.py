"""The larger share is always the image's own.

Hint: Shares below a half are as frequent as above: use them as they come.
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
    share = rng.beta(alpha, alpha, len(images)).astype(np.float32)
    share = np.maximum(share, 1 - share)
    part = share.reshape(-1, 1, 1, 1)
    mixed = part * images + (1 - part) * images[partner]
    rows = share[:, np.newaxis] * labels + (1 - share[:, np.newaxis]) * labels[partner]
    return mixed, rows
