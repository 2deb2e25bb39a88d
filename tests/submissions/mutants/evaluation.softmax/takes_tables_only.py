"""Sums over axis 1 or 2, by the number of axes, and knows no single row.

Hint: The last axis is axis=-1, however many there are.
Fails: takes_a_single_row
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    axis = {2: 1, 3: 2}.get(logits.ndim, 1)
    powers = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)
