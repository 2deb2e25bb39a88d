"""rng.choice with replacement."""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.mixup)
def mixup(images, labels, *, alpha=0.2, seed=0):
    if alpha <= 0:
        raise ValueError("alpha")
    rng = np.random.default_rng(seed)
    n = len(images)
    lam = rng.beta(alpha, alpha, size=(n, 1)).astype(np.float32)
    other = rng.choice(n, n)
    rows = lam * labels + (1 - lam) * labels[other]
    lam = lam[:, :, None, None]
    return lam * images + (1 - lam) * images[other], rows
