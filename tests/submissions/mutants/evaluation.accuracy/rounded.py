"""Rounds to two places.

Hint: Rounding is for showing. Return the share as it is.
Fails: counts_the_most_probable_class
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    return round(float(np.mean(probabilities.argmax(axis=1) == labels)), 2)
