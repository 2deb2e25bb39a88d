"""k is compared with the number of images.

Hint: len(probabilities) counts images; the classes are probabilities.shape[1].
Fails: refuses_more_classes_than_there_are
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.top_k_accuracy)
def top_k_accuracy(probabilities, labels, k=5):
    if k < 1 or k > len(probabilities):
        raise ValueError(f"k={k} is out of range")
    named = np.argsort(-probabilities, axis=1, kind="stable")[:, :k]
    return float(np.mean((named == labels[:, None]).any(axis=1)))
