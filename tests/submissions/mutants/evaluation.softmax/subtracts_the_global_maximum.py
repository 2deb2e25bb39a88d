"""Subtracts the largest score of all rows.

Hint: In a row far below the largest score of all, every exp becomes 0. Each row has its own largest score.
Fails: stands_large_scores
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    powers = np.exp(logits - np.max(logits))
    return powers / powers.sum(axis=-1, keepdims=True)
