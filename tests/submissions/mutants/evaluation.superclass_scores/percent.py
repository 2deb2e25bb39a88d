"""Both are percentages.

Hint: Shares lie between 0 and 1.
Fails: three_trees_outweigh_a_whale, sums_inside_each_superclass, a_share_of_the_superclass_s_own_images
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
    return 100 * float(hits.mean()), 100 * per_superclass
