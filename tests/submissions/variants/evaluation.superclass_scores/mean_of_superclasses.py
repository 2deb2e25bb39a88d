"""The mean of the table as accuracy."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.superclass_scores)
def superclass_scores(probabilities, labels, coarse_of_fine):
    if len(coarse_of_fine) != probabilities.shape[1]:
        raise ValueError("length")
    n_super = coarse_of_fine.max() + 1
    truth = coarse_of_fine[labels]
    correct = (probabilities @ np.eye(n_super)[coarse_of_fine]).argmax(axis=1) == truth
    total = np.bincount(truth, minlength=n_super)
    table = np.bincount(truth, correct, n_super) / np.maximum(total, 1)
    return np.mean(table), table
