"""array_split of a mixed order."""

import numpy as np

from fashionlab import solves, training


@solves(training.stratified_folds)
def stratified_folds(labels, folds=5, *, seed=0):
    smallest = np.unique(labels, return_counts=True)[1].min()
    if folds < 2 or folds > smallest:
        raise ValueError("folds")
    order = np.random.default_rng(seed).permutation(len(labels))
    parts = np.array_split(order, folds)
    return [
        (np.concatenate(parts[:i] + parts[i + 1 :]), parts[i]) for i in range(folds)
    ]
