"""Puts classes and counts into one array of floats.

Hint: All three are ints: a list of class names has no place 3.0.
Fails: lists_the_most_frequent_first
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count < 1:
        raise ValueError("count")
    rows, columns = np.nonzero(matrix * (1 - np.eye(len(matrix), dtype=int)))
    table = np.column_stack([rows, columns, matrix[rows, columns]]).astype(float)
    order = np.lexsort((columns, rows, -table[:, 2]))
    return [tuple(table[place]) for place in order[:count]]
