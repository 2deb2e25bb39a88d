"""Refuses the labels -1 and num_classes, and no others.

Hint: -2 and num_classes + 2 are no classes either. Compare with < and >=.
Fails: refuses_labels_that_are_too_large, refuses_negative_labels
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    if -1 in labels or num_classes in labels:
        raise ValueError("A label is not in [0, num_classes).")
    return np.eye(num_classes, dtype=np.float32)[labels]
