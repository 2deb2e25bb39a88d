"""Sorts upwards and turns the list around, equal ones as well.

Hint: [::-1] and reverse=True on the whole tuple turn equal pairs around. Sort by (-count, right, predicted).
Fails: equal_ones_keep_the_order_of_the_matrix
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count < 1:
        raise ValueError("count")
    mistakes = matrix - np.diag(np.diag(matrix))
    order = np.argsort(mistakes, axis=None, kind="stable")[::-1][:count]
    places = [divmod(int(place), len(matrix)) for place in order]
    return [(i, j, int(mistakes[i, j])) for i, j in places if mistakes[i, j]]
