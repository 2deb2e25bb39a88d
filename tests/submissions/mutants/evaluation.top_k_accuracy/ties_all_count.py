"""All classes as probable as number k are named, which may be more than k.

Hint: Count the classes before the right one: those more probable, and equal ones with a lower number.
Fails: of_equal_ones_the_lower_number_comes_first
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.top_k_accuracy)
def top_k_accuracy(probabilities, labels, k=5):
    if k < 1 or k > probabilities.shape[1]:
        raise ValueError(f"k={k} is out of range")
    limit = np.sort(probabilities, axis=1)[:, -k]
    own = probabilities[np.arange(len(labels)), labels]
    return float(np.mean(own >= limit))
