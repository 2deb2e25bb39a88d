"""Subtracts the largest score only where scores are large.

Hint: Scores far below 0 need it as well: exp(-1000) is 0. Subtract always; it changes nothing else.
Fails: stands_very_small_scores
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    if logits.max() > 500:
        logits = logits - logits.max(axis=-1, keepdims=True)
    powers = np.exp(logits)
    return powers / powers.sum(axis=-1, keepdims=True)
