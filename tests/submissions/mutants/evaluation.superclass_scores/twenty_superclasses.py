"""There are always twenty superclasses.

Hint: The number of superclasses is the largest number in coarse_of_fine, plus 1.
Fails: a_share_of_the_superclass_s_own_images, a_superclass_without_images_has_0
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.superclass_scores)
def superclass_scores(probabilities, labels, coarse_of_fine):
    if len(coarse_of_fine) != probabilities.shape[1]:
        raise ValueError("one superclass for each class, please")
    count = 20
    sums = np.zeros((len(labels), count))
    for fine, coarse in enumerate(coarse_of_fine):
        sums[:, coarse] += probabilities[:, fine]
    right = coarse_of_fine[labels]
    hits = sums.argmax(axis=1) == right
    per_superclass = np.zeros(count)
    for coarse in range(count):
        if (right == coarse).any():
            per_superclass[coarse] = hits[right == coarse].mean()
    return float(hits.mean()), per_superclass
