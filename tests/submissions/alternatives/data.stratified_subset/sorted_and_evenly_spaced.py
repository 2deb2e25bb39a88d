"""Shuffle all, sort stably by class, and take evenly spaced positions."""

import numpy as np

from fashionlab import data, solves


@solves(data.stratified_subset)
def stratified_subset(images, labels, size, *, seed=0):
    n = len(labels)
    if size < 1 or size >= n:
        raise ValueError(f"Cannot pick {size} of {n}.")
    generator = np.random.default_rng(seed)
    order = generator.permutation(n)
    by_class = order[np.argsort(labels[order], kind="stable")]
    positions = (np.arange(size) * n) // size
    chosen = generator.permutation(by_class[positions])
    return np.take(images, chosen, axis=0), np.take(labels, chosen)
