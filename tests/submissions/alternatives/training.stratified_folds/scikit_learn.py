"""scikit-learn's own, behind a check of the number of folds."""

import numpy as np
from sklearn.model_selection import StratifiedKFold

from fashionlab import solves, training


@solves(training.stratified_folds)
def stratified_folds(labels, folds=5, *, seed=0):
    rarest = min(np.unique(labels, return_counts=True)[1])
    if folds < 2 or folds > rarest:
        raise ValueError(f"folds={folds}")
    splitter = StratifiedKFold(n_splits=folds, shuffle=True, random_state=seed)
    return list(splitter.split(labels, labels))
