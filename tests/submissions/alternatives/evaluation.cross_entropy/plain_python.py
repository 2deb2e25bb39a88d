"""The math module and a loop."""

import math

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    total = 0
    for row, label in zip(probabilities, labels):
        total -= math.log(max(row[label], 1e-7))
    return total / len(labels)
