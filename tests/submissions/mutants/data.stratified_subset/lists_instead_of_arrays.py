"""Collects floats in a list, so that the dtypes are lost.

Hint: Index the arrays with an array of positions: images[chosen]. That keeps the dtype.
Fails: keeps_the_dtypes
"""

import numpy as np
from sklearn.model_selection import train_test_split

from fashionlab import data, solves


@solves(data.stratified_subset)
def stratified_subset(images, labels, size, *, seed=0):
    if not 0 < size < len(labels):
        raise ValueError("size")
    chosen, _, chosen_labels, _ = train_test_split(
        images, labels, train_size=size, stratify=labels, random_state=seed
    )
    return np.array(chosen, dtype=float), np.array(chosen_labels, dtype=float)
