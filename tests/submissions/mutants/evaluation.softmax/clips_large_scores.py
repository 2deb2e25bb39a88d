"""Cuts scores off at 500 instead of subtracting the largest.

Hint: Two scores above the limit become equal that way. Subtract the row's largest score instead.
Fails: stands_large_scores
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    powers = np.exp(np.clip(logits, -500, 500))
    return powers / powers.sum(axis=-1, keepdims=True)
