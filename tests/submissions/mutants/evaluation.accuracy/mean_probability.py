"""Averages the probability of the right class.

Hint: Accuracy counts answers: right or wrong, however sure.
Fails: counts_the_most_probable_class
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    return float(probabilities[np.arange(len(labels)), labels].mean())
