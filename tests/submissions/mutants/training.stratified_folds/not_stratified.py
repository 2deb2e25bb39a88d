"""Mixes all examples and cuts them, without looking at the classes.

Hint: A rare class may be missing in a fold. Deal each class out on its own.
Fails: each_class_has_its_share, sorted_labels_are_no_trap
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
    fold_of[rng.permutation(len(labels))] = np.arange(len(labels)) % folds
    return [
        (np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)) for fold in range(folds)
    ]
