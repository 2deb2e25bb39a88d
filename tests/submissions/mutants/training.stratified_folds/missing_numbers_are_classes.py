"""Counts numbers that are no class as classes of 0 examples.

Hint: np.bincount counts every number up to the largest. np.unique counts only those that occur.
Fails: takes_as_many_folds_as_the_rarest_class_has, measures_each_example_once
"""

import numpy as np

from fashionlab import solves, training


@solves(training.stratified_folds)
def stratified_folds(labels, folds=5, *, seed=0):
    counts = np.bincount(labels)
    classes = range(len(counts))
    if not 2 <= folds <= counts.min():
        raise ValueError(f"Expected from 2 to {counts.min()} folds. Received: folds={folds}.")
    rng = np.random.default_rng(seed)
    fold_of = np.empty(len(labels), int)
    for each in classes:
        places = rng.permutation(np.flatnonzero(labels == each))
        fold_of[places] = np.arange(len(places)) % folds
    return [
        (np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)) for fold in range(folds)
    ]
