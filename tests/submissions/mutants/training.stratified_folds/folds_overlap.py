"""Draws each fold anew, so that some examples come twice and others never.

Hint: Deal out once, before the loop over the folds: then each example has one fold.
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
    pairs = []
    for _ in range(folds):
        parts = [
            rng.choice(np.flatnonzero(labels == each), count // folds, replace=False)
            for each, count in zip(classes, counts)
        ]
        measure = np.concatenate(parts)
        pairs.append((np.setdiff1d(np.arange(len(labels)), measure), measure))
    return pairs
