"""Returns one split instead of all folds.

Hint: One tuple for each fold, in a list.
Fails: measures_each_example_once
"""

import numpy as np

from fashionlab import solves, training


@solves(training.stratified_folds)
def stratified_folds(labels, folds=5, *, seed=0):
    classes, counts = np.unique(labels, return_counts=True)
    if not 2 <= folds <= counts.min():
        raise ValueError(f"Expected from 2 to {counts.min()} folds. Received: folds={folds}.")
    rng = np.random.default_rng(seed)
    fold_of = np.empty(len(labels), int)
    for each in classes:
        places = rng.permutation(np.flatnonzero(labels == each))
        fold_of[places] = np.arange(len(places)) % folds
    return np.flatnonzero(fold_of != 0), np.flatnonzero(fold_of == 0)
