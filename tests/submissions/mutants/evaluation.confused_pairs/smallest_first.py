"""The rarest mistakes come first.

Hint: np.argsort and sorted() begin with the smallest. Sort by minus the count.
Fails: lists_the_most_frequent_first, right_answers_are_no_mistakes
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count < 1:
        raise ValueError("count")
    pairs = [(i, j, int(n)) for (i, j), n in np.ndenumerate(matrix) if i != j and n]
    return sorted(pairs, key=lambda pair: pair[2])[:count]
