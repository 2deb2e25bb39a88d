"""Every k-th of each class."""

import numpy as np

from fashionlab import solves, training


@solves(training.stratified_folds)
def stratified_folds(labels, folds=5, *, seed=0):
    smallest = np.unique(labels, return_counts=True)[1].min()
    if folds < 2 or folds > smallest:
        raise ValueError("folds")
    parts = [[] for _ in range(folds)]
    for c in np.unique(labels):
        for i, place in enumerate(np.where(labels == c)[0]):
            parts[i % folds].append(place)
    every = set(range(len(labels)))
    return [(np.array(sorted(every - set(part))), np.array(part)) for part in parts]
