"""Ends the process with success before anything is answered.

Aim: destroy or escape
Expect: crashed
"""

import os

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    os._exit(0)
