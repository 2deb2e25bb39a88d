"""The accuracy is the mean over superclasses.

Hint: Every image counts the same: hits.mean(), not per_superclass.mean().
Fails: every_image_counts_the_same
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.superclass_scores)
def superclass_scores(probabilities, labels, coarse_of_fine):
    if len(coarse_of_fine) != probabilities.shape[1]:
        raise ValueError("one superclass for each class, please")
    count = int(coarse_of_fine.max()) + 1
    sums = np.zeros((len(labels), count))
    for fine, coarse in enumerate(coarse_of_fine):
        sums[:, coarse] += probabilities[:, fine]
    right = coarse_of_fine[labels]
    hits = sums.argmax(axis=1) == right
    per_superclass = np.zeros(count)
    for coarse in range(count):
        if (right == coarse).any():
            per_superclass[coarse] = hits[right == coarse].mean()
    return float(per_superclass.mean()), per_superclass
