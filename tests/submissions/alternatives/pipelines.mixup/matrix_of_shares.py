"""A matrix of shares multiplies images and labels alike."""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.mixup)
def mixup(images, labels, *, alpha=0.2, seed=0):
    if alpha <= 0.0:
        raise ValueError("alpha")
    rng = np.random.RandomState(seed)
    n = len(images)
    shares = np.diag(rng.beta(alpha, alpha, size=n))
    np.add.at(shares, (np.arange(n), rng.permutation(n)), 1 - np.diagonal(shares).copy())
    shares = shares.astype(np.float32)
    return (shares @ images.reshape(n, -1)).reshape(images.shape), shares @ labels
