"""Returns how many are right.

Hint: Divide by the number of examples: np.mean instead of np.sum.
Fails: is_a_share
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    return int(np.sum(probabilities.argmax(axis=1) == labels))
