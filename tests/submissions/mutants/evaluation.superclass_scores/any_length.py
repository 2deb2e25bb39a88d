"""A table of any length is accepted.

Hint: An index into a longer table never fails. Compare the lengths first.
Fails: refuses_a_table_of_another_length
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.superclass_scores)
def superclass_scores(probabilities, labels, coarse_of_fine):
    sums = np.zeros((len(labels), int(coarse_of_fine.max()) + 1))
    for fine in range(min(len(coarse_of_fine), probabilities.shape[1])):
        sums[:, coarse_of_fine[fine]] += probabilities[:, fine]
    right = np.take(coarse_of_fine, labels, mode="clip")
    hits = sums.argmax(axis=1) == right
    count = sums.shape[1]
    per_superclass = np.zeros(count)
    for coarse in range(count):
        if (right == coarse).any():
            per_superclass[coarse] = hits[right == coarse].mean()
    return float(hits.mean()), per_superclass
