"""The pseudo-code of the paper, lambda as one number."""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.mixup)
def mixup(images, labels, *, alpha=0.2, seed=0):
    if alpha <= 0:
        raise ValueError("alpha")
    np.random.seed(seed)
    lam = np.random.beta(alpha, alpha)
    index = np.random.permutation(images.shape[0])
    x = lam * images + (1 - lam) * images[index]
    y = lam * labels + (1 - lam) * labels[index]
    return x.astype("float32"), y.astype("float32")
