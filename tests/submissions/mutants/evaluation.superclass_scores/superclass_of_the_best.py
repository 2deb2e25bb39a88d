"""The superclass of the most probable class is taken.

Hint: Add up the probabilities inside each superclass first; then look for the largest sum.
Fails: three_trees_outweigh_a_whale, sums_inside_each_superclass, classes_need_not_stand_side_by_side, a_share_of_the_superclass_s_own_images
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.superclass_scores)
def superclass_scores(probabilities, labels, coarse_of_fine):
    if len(coarse_of_fine) != probabilities.shape[1]:
        raise ValueError("one superclass for each class, please")
    count = int(coarse_of_fine.max()) + 1
    right = coarse_of_fine[labels]
    hits = coarse_of_fine[probabilities.argmax(axis=1)] == right
    per_superclass = np.zeros(count)
    for coarse in range(count):
        if (right == coarse).any():
            per_superclass[coarse] = hits[right == coarse].mean()
    return float(hits.mean()), per_superclass
