"""Counts the classes with np.bincount, which knows none below 0.

Hint: Any ints may stand for the classes. np.unique(labels, return_counts=True) takes them all.
Fails: measures_each_example_once, learns_from_all_others
"""

import numpy as np

from fashionlab import solves, training


@solves(training.stratified_folds)
def stratified_folds(labels, folds=5, *, seed=0):
    sizes = np.bincount(labels)
    if folds < 2 or folds > sizes[sizes > 0].min():
        raise ValueError("The folds do not fit the classes.")
    rng = np.random.default_rng(seed)
    fold_of = np.empty(len(labels), int)
    for each in np.flatnonzero(sizes):
        places = rng.permutation(np.flatnonzero(labels == each))
        fold_of[places] = np.arange(len(places)) % folds
    return [
        (np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)) for fold in range(folds)
    ]
