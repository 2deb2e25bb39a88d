"""Shuffles the arrays that were passed in.

Hint: rng.shuffle changes its argument, and the caller's data set with it. Use rng.permutation.
Fails: leaves_images_and_labels_unchanged
"""

import numpy as np
from sklearn.model_selection import train_test_split

from fashionlab import data, solves


@solves(data.stratified_subset)
def stratified_subset(images, labels, size, *, seed=0):
    if not 0 < size < len(labels):
        raise ValueError("size")
    np.random.default_rng(seed).shuffle(images)
    np.random.default_rng(seed).shuffle(labels)
    chosen, _, chosen_labels, _ = train_test_split(
        images, labels, train_size=size, stratify=labels, random_state=seed
    )
    return chosen, chosen_labels
