"""Counts as right where the right class got more than 0.5.

Hint: The largest of ten probabilities may be 0.3. Compare with the other classes, not with 0.5.
Fails: counts_the_most_probable_class
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    right = probabilities[np.arange(len(labels)), labels]
    return float(np.mean(right > 0.5))
