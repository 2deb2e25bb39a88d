"""As many classes as there are count as too many.

Hint: k may be num_classes: then every answer is right.
Fails: all_classes_hold_the_right_one
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.top_k_accuracy)
def top_k_accuracy(probabilities, labels, k=5):
    if not 1 <= k < probabilities.shape[1]:
        raise ValueError(f"k={k} is out of range")
    named = np.argsort(-probabilities, axis=1, kind="stable")[:, :k]
    return float(np.mean((named == labels[:, None]).any(axis=1)))
