"""The training part is everything."""

import numpy as np

from fashionlab import solves, training


@solves(training.stratified_folds)
def stratified_folds(labels, folds=5, *, seed=0):
    smallest = np.unique(labels, return_counts=True)[1].min()
    if folds < 2 or folds > smallest:
        raise ValueError("folds")
    rng = np.random.default_rng(seed)
    groups = [rng.permutation(np.where(labels == c)[0]) for c in np.unique(labels)]
    pieces = [np.array_split(group, folds) for group in groups]
    every = np.concatenate(groups)
    return [(every, np.concatenate([piece[i] for piece in pieces])) for i in range(folds)]
