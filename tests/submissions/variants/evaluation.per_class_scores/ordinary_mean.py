"""Averages the two with np.mean."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.per_class_scores)
def per_class_scores(matrix):
    correct = matrix.diagonal()
    columns = matrix.sum(0)
    rows = matrix.sum(1)
    p = np.divide(correct, columns, out=np.zeros(len(matrix)), where=columns > 0)
    r = np.divide(correct, rows, out=np.zeros(len(matrix)), where=rows > 0)
    return p, r, np.mean([p, r], axis=0), rows
