"""A column of sums for each superclass, by a mask; np.divide with where."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.superclass_scores)
def superclass_scores(probabilities, labels, coarse_of_fine):
    n, num_classes = probabilities.shape
    if np.size(coarse_of_fine) != num_classes:
        raise ValueError("coarse_of_fine does not fit the probabilities")
    numbers = np.arange(coarse_of_fine.max() + 1)
    sums = np.column_stack([probabilities[:, coarse_of_fine == s].sum(axis=1) for s in numbers])
    right = np.take(coarse_of_fine, labels)
    hits = np.argmax(sums, axis=1) == right
    of_each = right[:, None] == numbers
    support = of_each.sum(axis=0)
    shares = np.divide(
        (of_each & hits[:, None]).sum(axis=0), support, out=np.zeros(len(numbers)), where=support > 0
    )
    return np.count_nonzero(hits) / n, shares.astype(np.float32)
