"""Rounds the probabilities to two places.

Hint: Rounded probabilities do not sum to 1, and log(0) waits for the small ones.
Fails: follows_the_formula
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return (powers / powers.sum(axis=-1, keepdims=True)).round(2)
