"""Counts how many classes come before the right one."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.top_k_accuracy)
def top_k_accuracy(probabilities, labels, k=5):
    if k < 1 or k > probabilities.shape[-1]:
        raise ValueError("k is out of range")
    own = np.take_along_axis(probabilities, np.asarray(labels)[:, None], axis=1)
    better = (probabilities > own).sum(axis=1)
    equal = (probabilities == own) & (np.arange(probabilities.shape[1]) < labels[:, None])
    return (better + equal.sum(axis=1) < k).mean()
