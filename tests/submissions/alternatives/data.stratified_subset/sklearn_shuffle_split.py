"""StratifiedShuffleSplit gives the indices."""

import numpy as np
from sklearn.model_selection import StratifiedShuffleSplit

from fashionlab import data, solves


@solves(data.stratified_subset)
def stratified_subset(images: np.ndarray, labels: np.ndarray, size: int, *, seed: int = 0):
    n = labels.shape[0]
    if size not in range(1, n):
        raise ValueError("size")
    splitter = StratifiedShuffleSplit(n_splits=1, train_size=size, random_state=seed)
    index, _ = next(splitter.split(np.zeros(n), labels))
    return [images[index], labels[index]]
