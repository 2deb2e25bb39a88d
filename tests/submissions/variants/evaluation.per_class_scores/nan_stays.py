"""Divides without a thought of classes that are not there."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.per_class_scores)
def per_class_scores(matrix):
    import warnings

    warnings.simplefilter("ignore")
    tp = np.array([matrix[i, i] for i in range(len(matrix))])
    precision = tp / np.sum(matrix, axis=0)
    recall = tp / np.sum(matrix, axis=1)
    return precision, recall, 2 * precision * recall / (precision + recall), np.sum(matrix, axis=1)
