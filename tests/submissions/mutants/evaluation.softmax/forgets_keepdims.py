"""Forgets keepdims, so that the shapes do not fit.

Hint: A sum over the last axis loses that axis. keepdims=True keeps it with length 1.
Fails: follows_the_formula
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1)
