"""The sums are made inside the array passed in.

Hint: Make an array of zeros for the sums.
Fails: leaves_the_three_arrays_unchanged
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.superclass_scores)
def superclass_scores(probabilities, labels, coarse_of_fine):
    if len(coarse_of_fine) != probabilities.shape[1]:
        raise ValueError("one superclass for each class, please")
    count = int(coarse_of_fine.max()) + 1
    first = {}
    for fine, coarse in enumerate(coarse_of_fine):
        if coarse in first:
            probabilities[:, first[coarse]] += probabilities[:, fine]
        else:
            first[coarse] = fine
    sums = np.stack([probabilities[:, first[coarse]] for coarse in range(count)], axis=1)
    right = coarse_of_fine[labels]
    hits = sums.argmax(axis=1) == right
    per_superclass = np.zeros(count)
    for coarse in range(count):
        if (right == coarse).any():
            per_superclass[coarse] = hits[right == coarse].mean()
    return float(hits.mean()), per_superclass
