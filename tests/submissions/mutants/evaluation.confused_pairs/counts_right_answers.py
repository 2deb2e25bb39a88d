"""Lists the diagonal, too.

Hint: Class 3 recognised as class 3 is no mistake. Leave out i == j.
Fails: right_answers_are_no_mistakes
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count < 1:
        raise ValueError("count")
    order = np.argsort(-matrix, axis=None, kind="stable")[:count]
    places = [divmod(int(place), len(matrix)) for place in order]
    return [(i, j, int(matrix[i, j])) for i, j in places if matrix[i, j]]
