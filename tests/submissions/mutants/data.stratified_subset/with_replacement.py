"""Draws with replacement, so that an example can come twice.

Hint: rng.choice puts each example back unless it is told replace=False.
Fails: chooses_no_example_twice
"""

import numpy as np

from fashionlab import data, solves


@solves(data.stratified_subset)
def stratified_subset(images, labels, size, *, seed=0):
    if not 0 < size < len(labels):
        raise ValueError("size")
    rng = np.random.default_rng(seed)
    classes, counts = np.unique(labels, return_counts=True)
    edges = np.round(np.cumsum(counts) * size / len(labels)).astype(int)
    chosen = [
        rng.choice(np.flatnonzero(labels == c), count)
        for c, count in zip(classes, np.diff(edges, prepend=0))
    ]
    chosen = rng.permutation(np.concatenate(chosen))
    return images[chosen], labels[chosen]
