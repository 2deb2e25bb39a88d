"""The partners are the batch moved on by a drawn number, so neighbours stay neighbours.

Hint: rng.permutation(n) puts the images in any order at all, each as likely as every other.
Fails: every_image_is_a_partner_once
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.mixup)
def mixup(images, labels, *, alpha=0.2, seed=0):
    if alpha <= 0:
        raise ValueError("alpha")
    rng = np.random.default_rng(seed)
    partner = np.roll(np.arange(len(images)), rng.integers(1, len(images)))
    part = rng.beta(alpha, alpha, (len(images), 1, 1, 1)).astype(np.float32)
    mixed = part * images + (1 - part) * images[partner]
    share = part.mean(axis=(1, 2, 3))[:, np.newaxis]
    return mixed, share * labels + (1 - share) * labels[partner]
