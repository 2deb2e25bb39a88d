"""A loop over the rows of a flattened view."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.softmax)
def softmax(logits):
    rows = logits.reshape(-1, logits.shape[-1])
    result = np.zeros(rows.shape)
    for i, row in enumerate(rows):
        powers = np.exp(row - max(row))
        result[i] = powers / sum(powers)
    return result.reshape(logits.shape)
