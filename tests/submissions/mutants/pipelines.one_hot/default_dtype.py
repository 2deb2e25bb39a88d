"""Leaves the result in float64.

Hint: np.eye and np.zeros make float64 unless told otherwise.
Fails: takes_labels_as_they_are_stored
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    if labels.min() < 0 or labels.max() >= num_classes:
        raise ValueError("labels")
    return np.eye(num_classes)[labels]
