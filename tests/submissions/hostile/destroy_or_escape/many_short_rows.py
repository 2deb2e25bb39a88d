"""Answers with as many rows of one bool as the wire lets through: each is a list in whoever lists them.

Aim: destroy or escape
Expect: incorrect, refused, out_of_memory
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    return np.zeros((2**25, 1), bool)
