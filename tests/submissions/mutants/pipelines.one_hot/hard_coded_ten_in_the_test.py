"""Refuses labels above 9, whatever num_classes is.

Hint: With 4 classes, label 4 is already too large.
Fails: refuses_labels_that_are_too_large
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    if labels.min() < 0 or labels.max() > 9:
        raise ValueError("labels")
    return (labels[:, None] == np.arange(num_classes)).astype(np.float32)
