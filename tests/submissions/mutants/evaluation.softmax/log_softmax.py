"""Returns the logarithms of the probabilities.

Hint: Probabilities are positive and sum to 1. Leave the logarithm to the cross-entropy.
Fails: follows_the_formula
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
