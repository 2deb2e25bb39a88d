"""`sums[:, coarse_of_fine] += probabilities` keeps one class of each superclass.

Hint: NumPy reads, adds and writes once for each superclass. np.add.at, or a loop over the classes, adds all.
Fails: three_trees_outweigh_a_whale, sums_inside_each_superclass, classes_need_not_stand_side_by_side
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.superclass_scores)
def superclass_scores(probabilities, labels, coarse_of_fine):
    if len(coarse_of_fine) != probabilities.shape[1]:
        raise ValueError("one superclass for each class, please")
    count = int(coarse_of_fine.max()) + 1
    sums = np.zeros((len(labels), count))
    sums[:, coarse_of_fine] += probabilities
    right = coarse_of_fine[labels]
    hits = sums.argmax(axis=1) == right
    per_superclass = np.zeros(count)
    for coarse in range(count):
        if (right == coarse).any():
            per_superclass[coarse] = hits[right == coarse].mean()
    return float(hits.mean()), per_superclass
