"""Lists the most frequent mistake of every class.

Hint: A class may have two of the most frequent mistakes, and another class none.
Fails: lists_the_most_frequent_first
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count < 1:
        raise ValueError("count")
    mistakes = matrix - np.diag(np.diag(matrix))
    pairs = [(i, int(row.argmax()), int(row.max())) for i, row in enumerate(mistakes) if row.max()]
    return sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1]))[:count]
