"""Compares the largest probability with the label, instead of its place.

Hint: np.max gives how large it is, np.argmax where it stands: the class.
Fails: counts_the_most_probable_class, is_a_share
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    return float(np.mean(probabilities.max(axis=1) == labels))
