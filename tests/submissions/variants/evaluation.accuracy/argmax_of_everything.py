"""Asks the whole array for its largest place instead of each row."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    best_class = probabilities.argmax()
    right = np.equal(best_class, labels)
    return right.sum() / len(labels)
