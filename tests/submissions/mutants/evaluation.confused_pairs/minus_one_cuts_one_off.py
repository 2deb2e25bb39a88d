"""Refuses a count of 0 and lets -1 pass.

Hint: Below 1 is more than 0: pairs[:-1] leaves the last one out, without an error. Test count < 1.
Fails: refuses_to_list_none
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    if count == 0:
        raise ValueError("Expected a count of at least 1. Received: 0.")
    mistakes = matrix - np.diag(np.diag(matrix))
    order = np.argsort(-mistakes, axis=None, kind="stable")
    places = [divmod(int(place), len(matrix)) for place in order]
    pairs = [(row, column, int(mistakes[row, column])) for row, column in places]
    return [pair for pair in pairs if pair[2]][:count]
