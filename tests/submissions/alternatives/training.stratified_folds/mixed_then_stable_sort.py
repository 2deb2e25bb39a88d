"""A mixed order is sorted by class without losing the mixture; numbers by modulo."""

import numpy as np

from fashionlab import solves, training


@solves(training.stratified_folds)
def stratified_folds(labels, folds=5, *, seed=0):
    if folds < 2 or folds > np.bincount(np.unique(labels, return_inverse=True)[1]).min():
        raise ValueError(f"Received: {folds} folds.")
    mixed = np.random.RandomState(seed % 2**32).permutation(len(labels))
    mixed = mixed[np.argsort(labels[mixed], kind="stable")]
    fold_of = np.zeros(len(labels), np.int32)
    fold_of[mixed] = np.arange(len(labels)) % folds
    return tuple((np.nonzero(fold_of != f)[0], np.nonzero(fold_of == f)[0]) for f in range(folds))
