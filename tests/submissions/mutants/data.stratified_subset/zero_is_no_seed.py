"""Takes seed 0, which counts as False, for no seed.

Hint: 0 is a seed like any other. `seed or None` throws it away; pass the seed as it is.
Fails: same_seed_same_choice
"""

import numpy as np

from fashionlab import data, solves


@solves(data.stratified_subset)
def stratified_subset(images, labels, size, *, seed=0):
    if not 0 < size < len(labels):
        raise ValueError(f"Expected 0 < size < {len(labels)}. Received: {size}.")
    rng = np.random.default_rng(seed or None)
    classes, counts = np.unique(labels, return_counts=True)
    exact = size * counts / len(labels)
    quotas = np.floor(exact).astype(int)
    quotas[np.argsort(quotas - exact)[: size - quotas.sum()]] += 1
    chosen = [
        rng.choice(np.flatnonzero(labels == each), quota, replace=False)
        for each, quota in zip(classes, quotas)
    ]
    indices = rng.permutation(np.concatenate(chosen))
    return images[indices], labels[indices]
