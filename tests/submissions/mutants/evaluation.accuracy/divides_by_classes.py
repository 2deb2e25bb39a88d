"""Divides by the number of classes.

Hint: len(probabilities) is the number of examples, probabilities.shape[1] that of classes.
Fails: counts_the_most_probable_class
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    return float(np.sum(probabilities.argmax(axis=1) == labels) / probabilities.shape[1])
