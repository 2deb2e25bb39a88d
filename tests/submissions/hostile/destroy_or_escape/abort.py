"""Aborts the process.

Aim: destroy or escape
Expect: crashed
"""

import os

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    os.abort()
