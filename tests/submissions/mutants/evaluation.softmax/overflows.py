"""Takes exp of the scores as they are.

Hint: exp(1000) is too large for a float and 0 / 0 is nan. Subtract the row's largest score first.
Fails: stands_large_scores
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    powers = np.exp(logits)
    return powers / powers.sum(axis=-1, keepdims=True)
