"""A superclass without images is left out.

Hint: Count the superclasses in coarse_of_fine, not in the labels.
Fails: a_superclass_without_images_has_0
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
    per_superclass = np.array([hits[right == coarse].mean() for coarse in np.unique(right)])
    return float(hits.mean()), per_superclass
