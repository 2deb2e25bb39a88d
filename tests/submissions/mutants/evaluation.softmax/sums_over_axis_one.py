"""Sums over axis 1, which is the last axis only for two axes.

Hint: axis=-1 is the last axis, whatever their number.
Fails: sums_over_the_last_axis
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
