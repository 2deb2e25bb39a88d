"""Checks nothing: NumPy's IndexError for a large label is not a ValueError.

Hint: Test the labels yourself and `raise ValueError(...)`.
Fails: refuses_labels_that_are_too_large, refuses_negative_labels
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    rows = np.zeros((len(labels), num_classes), dtype=np.float32)
    rows[np.arange(len(labels)), labels] = 1
    return rows
