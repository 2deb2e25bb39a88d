"""Multiplies with one-hot rows by einsum and adds everything up."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    n, k = probabilities.shape
    truth = np.zeros((n, k))
    truth[np.arange(n), labels] = 1
    log_p = np.log(np.maximum(probabilities, 1e-7))
    return float(-np.einsum("nk,nk->", truth, log_p))
