"""The n smallest of (-count, right, predicted), from a heap."""

import heapq

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if not count >= 1:
        raise ValueError("Expected a count of at least 1.")
    mistakes = ((-times, i, j) for (i, j), times in np.ndenumerate(matrix) if i != j and times)
    return [(i, j, int(-times)) for times, i, j in heapq.nsmallest(count, mistakes)]
