"""Looks at the last label only, after the loop.

Hint: The test belongs to every label: into the loop, or on labels.min() and labels.max().
Fails: refuses_labels_that_are_too_large, refuses_negative_labels
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    rows = np.zeros((len(labels), num_classes), dtype=np.float32)
    for i, label in enumerate(labels):
        if label < num_classes:
            rows[i, label] = 1
    if label < 0 or label >= num_classes:
        raise ValueError("A label is not in [0, num_classes).")
    return rows
