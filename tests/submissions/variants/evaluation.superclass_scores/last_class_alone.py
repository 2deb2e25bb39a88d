"""+= with an index, transposed."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.superclass_scores)
def superclass_scores(probabilities, labels, coarse_of_fine):
    if len(coarse_of_fine) != probabilities.shape[1]:
        raise ValueError("length")
    n_super = coarse_of_fine.max() + 1
    coarse = np.zeros((n_super, probabilities.shape[0]))
    coarse[coarse_of_fine] += probabilities.T
    truth = coarse_of_fine[labels]
    correct = coarse.argmax(axis=0) == truth
    total = np.bincount(truth, minlength=n_super)
    return correct.mean(), np.bincount(truth, correct, n_super) / np.maximum(total, 1)
