"""Reads address zero.

Aim: destroy or escape
Expect: crashed
"""

import ctypes

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    return ctypes.string_at(0)
