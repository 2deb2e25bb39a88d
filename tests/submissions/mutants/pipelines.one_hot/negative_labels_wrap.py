"""Lets a negative label count from the end, as Python indexing does.

Hint: np.eye(10)[-1] is the row of class 9. Look for negative labels first.
Fails: refuses_negative_labels
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    if max(labels) >= num_classes:
        raise ValueError("label too large")
    return np.eye(num_classes, dtype=np.float32)[labels]
