"""Picks the columns of all labels in every row, with np.take."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    p = np.take(probabilities, labels, axis=1)
    p = p.clip(min=1e-7)
    losses = -np.log(p)
    return float(losses.sum() / losses.size)
