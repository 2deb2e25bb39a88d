"""Every pixel has a share of its own, so that the image is torn into dust.

Hint: One share for each image: its shape is (n, 1, 1, 1).
Fails: images_and_labels_share_alike, works_on_colour
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.mixup)
def mixup(images, labels, *, alpha=0.2, seed=0):
    if alpha <= 0:
        raise ValueError("alpha")
    rng = np.random.default_rng(seed)
    partner = rng.permutation(len(images))
    part = rng.beta(alpha, alpha, images.shape).astype(np.float32)
    mixed = part * images + (1 - part) * images[partner]
    share = part.mean(axis=(1, 2, 3))[:, np.newaxis]
    return mixed, share * labels + (1 - share) * labels[partner]
