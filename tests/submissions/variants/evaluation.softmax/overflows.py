"""Raises e to the power of every score, however large it is."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    powers = np.power(np.e, logits)
    totals = np.sum(powers, axis=-1)
    return powers / totals[..., np.newaxis]
