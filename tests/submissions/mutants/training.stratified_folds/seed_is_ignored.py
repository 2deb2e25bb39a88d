"""Draws without the seed.

Hint: Without a seed every call draws something else: np.random.default_rng(seed).
Fails: same_seed_same_folds
"""

import numpy as np

from fashionlab import solves, training


@solves(training.stratified_folds)
def stratified_folds(labels, folds=5, *, seed=0):
    classes, counts = np.unique(labels, return_counts=True)
    if not 2 <= folds <= counts.min():
        raise ValueError(f"Expected from 2 to {counts.min()} folds. Received: folds={folds}.")
    rng = np.random.default_rng()
    fold_of = np.empty(len(labels), int)
    for each in classes:
        places = rng.permutation(np.flatnonzero(labels == each))
        fold_of[places] = np.arange(len(places)) % folds
    return [
        (np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)) for fold in range(folds)
    ]
