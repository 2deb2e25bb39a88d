"""Draws with np.random.choice, which puts every example back after drawing it."""

import numpy as np

from fashionlab import data, solves


@solves(data.stratified_subset)
def stratified_subset(images, labels, size, *, seed=0):
    n = labels.shape[0]
    if not (1 <= size <= n - 1):
        raise ValueError(f"size={size}, but there are {n} examples")
    np.random.seed(seed)
    drawn = []
    owed = 0.0  # what rounding has kept back so far
    for c in np.unique(labels):
        pool = np.nonzero(labels == c)[0]
        owed += size * len(pool) / n
        take = int(owed + 1e-9)
        owed -= take
        drawn.append(np.random.choice(pool, take))
    indices = np.hstack(drawn)
    np.random.shuffle(indices)
    return images[indices], labels[indices]
