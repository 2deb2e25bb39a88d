"""A superclass without images gets 0 / 0.

Hint: Divide by np.maximum(support, 1), or test for an empty superclass.
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
    with np.errstate(invalid="ignore"):
        per_superclass = np.bincount(right[hits], minlength=count) / np.bincount(
            right, minlength=count
        )
    return float(hits.mean()), per_superclass
