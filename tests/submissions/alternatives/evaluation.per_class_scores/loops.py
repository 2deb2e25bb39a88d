"""Counts in plain loops, one class after the other."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.per_class_scores)
def per_class_scores(matrix):
    size = len(matrix)
    precision, recall, f1, support = [], [], [], []
    for c in range(size):
        hits = int(matrix[c][c])
        said = 0
        has = 0
        for other in range(size):
            said += int(matrix[other][c])
            has += int(matrix[c][other])
        p = hits / said if said else 0.0
        r = hits / has if has else 0.0
        precision.append(p)
        recall.append(r)
        f1.append(2 * p * r / (p + r) if p + r else 0.0)
        support.append(has)
    return np.array(precision), np.array(recall), np.array(f1), np.array(support)
