"""Collects the indices in an array that begins empty, and so with floats.

Hint: np.array([]) holds floats, which NumPy takes for no index. Use a list and np.concatenate.
Fails: measures_each_example_once, learns_from_all_others
"""

import numpy as np

from fashionlab import solves, training


@solves(training.stratified_folds)
def stratified_folds(labels, folds=5, *, seed=0):
    classes, sizes = np.unique(labels, return_counts=True)
    if folds < 2 or folds > sizes.min():
        raise ValueError("The folds do not fit the classes.")
    rng = np.random.default_rng(seed)
    measure = [np.array([]) for _ in range(folds)]
    for each in classes:
        places = rng.permutation(np.flatnonzero(labels == each))
        for fold in range(folds):
            measure[fold] = np.append(measure[fold], places[fold::folds])
    return [(np.setdiff1d(np.arange(len(labels)), part), part) for part in measure]
