"""Adds up the logarithms as they are, which are all negative."""

import math

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    logs = []
    for i in range(len(labels)):
        p = float(probabilities[i][labels[i]])
        if p < 1e-7:
            p = 1e-7
        logs.append(math.log(p))
    return sum(logs) / len(logs)
