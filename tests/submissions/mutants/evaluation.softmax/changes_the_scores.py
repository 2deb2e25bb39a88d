"""Subtracts in place and changes the array that was passed in.

Hint: `logits -= ...` works in the caller's array. `logits = logits - ...` makes a new one.
Fails: leaves_the_scores_unchanged
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    logits -= logits.max(axis=-1, keepdims=True)
    powers = np.exp(logits)
    return powers / powers.sum(axis=-1, keepdims=True)
