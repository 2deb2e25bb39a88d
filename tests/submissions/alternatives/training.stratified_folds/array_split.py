"""Each class is cut into runs after it was mixed; the rest by set difference."""

import numpy as np

from fashionlab import solves, training


@solves(training.stratified_folds)
def stratified_folds(labels, folds=5, *, seed=0):
    labels = np.asarray(labels)
    rng = np.random.default_rng(seed)
    by_class = [rng.permutation(np.where(labels == c)[0]) for c in set(labels.tolist())]
    if folds < 2 or any(len(places) < folds for places in by_class):
        raise ValueError("The number of folds does not suit the labels.")
    pieces = [np.array_split(places, folds) for places in by_class]
    everything = np.arange(len(labels))
    result = []
    for fold in range(folds):
        measure = np.concatenate([piece[fold] for piece in pieces])
        result.append((np.setdiff1d(everything, measure), measure))
    return result
