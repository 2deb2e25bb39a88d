"""Leaves the work to StratifiedShuffleSplit and forgets random_state."""

import numpy as np
from sklearn.model_selection import StratifiedShuffleSplit

from fashionlab import data, solves


@solves(data.stratified_subset)
def stratified_subset(
    images: np.ndarray, labels: np.ndarray, size: int, *, seed: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    if size < 1:
        raise ValueError("size is too small")
    if size >= len(labels):
        raise ValueError("size is too large")
    splitter = StratifiedShuffleSplit(n_splits=1, train_size=size)
    for chosen, _ in splitter.split(labels, labels):
        subset = images[chosen], labels[chosen]
    return subset
