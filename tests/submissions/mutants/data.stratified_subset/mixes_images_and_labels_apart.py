"""Mixes the images and the labels each on their own.

Hint: After that no image has its own label. Mix one list of indices and use it for both.
Fails: keeps_each_image_with_its_label
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
    rng = np.random.default_rng(seed)
    return rng.permutation(chosen), rng.permutation(chosen_labels)
