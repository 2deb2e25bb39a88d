"""Returns a percentage.

Hint: 0.75, not 75: a share lies between 0 and 1.
Fails: is_a_share
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    return 100 * float(np.mean(probabilities.argmax(axis=1) == labels))
