"""A k that is too large is made smaller in silence.

Hint: Somebody who asks for the top 5 of 3 classes made a mistake. Raise a ValueError.
Fails: refuses_more_classes_than_there_are
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.top_k_accuracy)
def top_k_accuracy(probabilities, labels, k=5):
    if k < 1:
        raise ValueError("k must be at least 1")
    k = min(k, probabilities.shape[1])
    named = np.argsort(-probabilities, axis=1, kind="stable")[:, :k]
    return float(np.mean((named == labels[:, None]).any(axis=1)))
