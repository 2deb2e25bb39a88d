"""Calls argmax without an axis.

Hint: np.argmax without axis gives one position in the whole array. Use axis=1.
Fails: counts_the_most_probable_class
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    return float(np.mean(np.argmax(probabilities) == labels))
