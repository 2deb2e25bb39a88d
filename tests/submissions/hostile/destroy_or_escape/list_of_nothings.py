"""Answers with a trillion rows without elements: as an array they take no memory, as a list all there is.

Aim: destroy or escape
Expect: incorrect, refused
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    return np.empty((2**40, 0))
