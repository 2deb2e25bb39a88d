"""Gives every fold the same number, and leaves the rest of each class out.

Hint: With 47 examples and 5 folds, 2 are left over. They belong somewhere too.
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
    fold_of = np.full(len(labels), -1)
    for each in classes:
        places = rng.permutation(np.flatnonzero(labels == each))
        whole = len(places) // folds * folds
        fold_of[places[:whole]] = np.arange(whole) % folds
    return [
        (np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)) for fold in range(folds)
    ]
