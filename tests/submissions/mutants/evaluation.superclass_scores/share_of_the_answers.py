"""per_superclass is the share of right ones among the images put into the superclass.

Hint: Divide by how many images are of the superclass, not by how many were put into it.
Fails: a_share_of_the_superclass_s_own_images
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
    answers = sums.argmax(axis=1)
    per_superclass = np.zeros(count)
    for coarse in range(count):
        if (answers == coarse).any():
            per_superclass[coarse] = hits[answers == coarse].mean()
    return float(hits.mean()), per_superclass
