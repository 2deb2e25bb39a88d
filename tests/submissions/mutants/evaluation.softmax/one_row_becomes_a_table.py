"""Gives the scores of one example a second axis and leaves it there.

Hint: The output has the shape of the scores. axis=-1 works for one row as for many.
Fails: takes_a_single_row
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    rows = np.atleast_2d(logits)
    powers = np.exp(rows - rows.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)
