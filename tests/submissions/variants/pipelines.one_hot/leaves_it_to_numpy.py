"""Puts the ones in with put_along_axis and trusts NumPy to complain about bad labels."""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    table = np.zeros((labels.size, num_classes), dtype="float32")
    np.put_along_axis(table, labels.reshape(-1, 1).astype(int), 1.0, axis=1)
    return table
