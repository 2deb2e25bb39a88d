"""Computes a sigmoid of each score on its own.

Hint: A sigmoid does not look at the other scores, so a row does not sum to 1.
Fails: follows_the_formula
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    return 1 / (1 + np.exp(-logits))
