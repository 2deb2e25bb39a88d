"""With seed=0 every call draws other numbers.

Hint: 0 counts as False: `seed or None` throws it away. Pass seed as it is.
Fails: the_seed_decides
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.mixup)
def mixup(images, labels, *, alpha=0.2, seed=0):
    if alpha <= 0:
        raise ValueError("alpha")
    rng = np.random.default_rng(seed or None)
    partner = rng.permutation(len(images))
    part = rng.beta(alpha, alpha, (len(images), 1, 1, 1)).astype(np.float32)
    mixed = part * images + (1 - part) * images[partner]
    share = part.mean(axis=(1, 2, 3))[:, np.newaxis]
    return mixed, share * labels + (1 - share) * labels[partner]
