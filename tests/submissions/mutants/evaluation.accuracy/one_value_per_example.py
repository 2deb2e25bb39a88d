"""Returns True or False for each example.

Hint: The share is the mean of the Trues: np.mean.
Fails: is_a_share
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    return probabilities.argmax(axis=1) == labels
