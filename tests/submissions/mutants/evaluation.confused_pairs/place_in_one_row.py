"""Gives the place in the flattened matrix instead of row and column.

Hint: np.argsort(..., axis=None) counts through all rows. divmod(place, num_classes) gives row and column.
Fails: lists_the_most_frequent_first
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count < 1:
        raise ValueError("count")
    mistakes = matrix - np.diag(np.diag(matrix))
    order = np.argsort(-mistakes, axis=None, kind="stable")[:count]
    return [(int(place), int(mistakes.flat[place])) for place in order if mistakes.flat[place]]
