"""The label keeps 1 - share where the image keeps share.

Hint: The share belongs to the same example in both: share * image, share * label.
Fails: images_and_labels_share_alike
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
    part = share.reshape(-1, 1, 1, 1)
    mixed = part * images + (1 - part) * images[partner]
    rows = (1 - share[:, np.newaxis]) * labels + share[:, np.newaxis] * labels[partner]
    return mixed, rows
