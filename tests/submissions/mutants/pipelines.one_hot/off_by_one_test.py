"""Lets the label num_classes through.

Hint: Classes are counted from 0, so the largest label is num_classes - 1.
Fails: refuses_labels_that_are_too_large
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    if np.any(labels < 0) or np.any(labels > num_classes):
        raise ValueError("labels")
    return (labels[:, None] == np.arange(num_classes)).astype(np.float32)
