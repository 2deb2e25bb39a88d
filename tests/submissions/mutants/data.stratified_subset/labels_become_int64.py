"""Makes new labels of Python's numbers, which become int64.

Hint: labels[indices] has the dtype of labels. A list of numbers has forgotten it.
Fails: keeps_the_dtypes
"""

import numpy as np

from fashionlab import data, solves


@solves(data.stratified_subset)
def stratified_subset(images, labels, size, *, seed=0):
    if not 0 < size < len(labels):
        raise ValueError("size")
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(labels))
    order = order[np.argsort(labels[order], kind="stable")]
    places = (np.arange(size) + 0.5) * len(labels) / size
    chosen = rng.permutation(order[places.astype(int)])
    return images[chosen], np.array([int(labels[i]) for i in chosen])
