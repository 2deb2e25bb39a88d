"""Does not test the size and returns what there is.

Hint: Asking for more than there is, for all or for nothing is an error: test it first.
Fails: refuses_more_than_there_are, refuses_all_there_are, refuses_an_empty_choice
"""

import numpy as np

from fashionlab import data, solves


@solves(data.stratified_subset)
def stratified_subset(images, labels, size, *, seed=0):
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(labels))
    by_class = order[np.argsort(labels[order], kind="stable")]
    chosen = rng.permutation(by_class[(np.arange(size) * len(labels)) // max(size, 1)])
    return images[chosen], labels[chosen]
