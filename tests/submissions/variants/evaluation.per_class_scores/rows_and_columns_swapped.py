"""A loop that mixes up rows and columns."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.per_class_scores)
def per_class_scores(matrix):
    p, r, f = np.zeros(len(matrix)), np.zeros(len(matrix)), np.zeros(len(matrix))
    for i in range(len(matrix)):
        tp = matrix[i, i]
        fp = matrix[i].sum() - tp
        fn = matrix[:, i].sum() - tp
        if tp + fp > 0:
            p[i] = tp / (tp + fp)
        if tp + fn > 0:
            r[i] = tp / (tp + fn)
        if p[i] + r[i] > 0:
            f[i] = 2 * p[i] * r[i] / (p[i] + r[i])
    return p, r, f, matrix.sum(axis=1)
