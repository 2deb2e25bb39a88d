"""Only the images come back.

Hint: `return mixed, rows` gives back both.
Fails: mixes_pairs_of_labels
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.mixup)
def mixup(images, labels, *, alpha=0.2, seed=0):
    if alpha <= 0:
        raise ValueError("alpha")
    rng = np.random.default_rng(seed)
    share = rng.beta(alpha, alpha, (len(images), 1, 1, 1)).astype(np.float32)
    return share * images + (1 - share) * images[rng.permutation(len(images))]
