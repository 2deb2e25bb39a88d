"""Divides the scores by their sum, without exp.

Hint: Scores can be negative. exp makes them positive before they are divided by their sum.
Fails: follows_the_formula
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    shifted = logits - logits.min(axis=-1, keepdims=True)
    return shifted / np.maximum(shifted.sum(axis=-1, keepdims=True), 1e-12)
