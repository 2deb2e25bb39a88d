"""A class counts only if it is more probable than all that are not among the k.

Hint: Of equal ones the lower number comes first: some of them count.
Fails: of_equal_ones_the_lower_number_comes_first
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.top_k_accuracy)
def top_k_accuracy(probabilities, labels, k=5):
    if k < 1 or k > probabilities.shape[1]:
        raise ValueError(f"k={k} is out of range")
    own = probabilities[np.arange(len(labels)), labels]
    others = (probabilities >= own[:, None]).sum(axis=1)
    return float(np.mean(others <= k))
