"""Sums down the columns.

Hint: axis=0 goes down the examples. The classes lie along the last axis, axis=-1.
Fails: follows_the_formula
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    powers = np.exp(logits - logits.max(axis=0))
    return powers / powers.sum(axis=0)
