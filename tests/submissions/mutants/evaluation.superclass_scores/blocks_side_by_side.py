"""Classes that stand side by side are taken for a superclass.

Hint: Which classes belong together, coarse_of_fine says.
Fails: sums_inside_each_superclass, classes_need_not_stand_side_by_side
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.superclass_scores)
def superclass_scores(probabilities, labels, coarse_of_fine):
    if len(coarse_of_fine) != probabilities.shape[1]:
        raise ValueError("one superclass for each class, please")
    count = int(coarse_of_fine.max()) + 1
    sums = np.stack([part.sum(axis=1) for part in np.array_split(probabilities, count, axis=1)], 1)
    right = coarse_of_fine[labels]
    hits = sums.argmax(axis=1) == right
    per_superclass = np.zeros(count)
    for coarse in range(count):
        if (right == coarse).any():
            per_superclass[coarse] = hits[right == coarse].mean()
    return float(hits.mean()), per_superclass
