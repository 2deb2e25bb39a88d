"""The images passed in are changed, and images mixed before are mixed again.

Hint: images[i] = ... writes into the array of whoever called. Write into a new one.
Fails: leaves_its_arguments_unchanged, images_and_labels_share_alike
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
    rows = np.empty_like(labels)
    for i, j in enumerate(partner):
        rows[i] = share[i] * labels[i] + (1 - share[i]) * labels[j]
        images[i] = share[i] * images[i] + (1 - share[i]) * images[j]
    return images, rows
