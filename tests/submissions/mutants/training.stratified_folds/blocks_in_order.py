"""Cuts the examples as they come into blocks.

Hint: Data may be sorted by class: then each fold has one class. Mix, and deal out by class.
Fails: sorted_labels_are_no_trap, each_class_has_its_share, mixes_before_it_deals
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
    fold_of[:] = np.arange(len(labels)) * folds // len(labels)
    return [
        (np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)) for fold in range(folds)
    ]
