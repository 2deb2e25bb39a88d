"""Answers with an array of 25 axes of two places each, which takes a minute to write out.

Aim: deceive the reader
Expect: incorrect
"""

import numpy as np

from fashionlab import evaluation, solves

CALLS = []


@solves(evaluation.confused_pairs)
def confused_pairs(matrix, count=10):
    CALLS.append(0)
    return [np.ones((2,) * 25, bool)] if len(CALLS) == 1 else []
