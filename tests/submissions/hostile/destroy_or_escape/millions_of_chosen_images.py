"""Chooses twelve million images out of some hundred: the grader is to run out of memory.

Aim: destroy or escape
Expect: refused, out_of_memory
"""

import numpy as np

from fashionlab import data, solves


@solves(data.stratified_subset)
def stratified_subset(images, labels, size, *, seed=0):
    return np.full((12_000_000, 2, 1), 599, np.int16), np.zeros(12_000_000, np.int8)
