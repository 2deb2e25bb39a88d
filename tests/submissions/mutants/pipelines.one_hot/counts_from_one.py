"""Counts classes from 1.

Hint: Label 0 has its 1 in the first place.
Fails: puts_a_one_at_the_label
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    if labels.min() < 0 or labels.max() >= num_classes:
        raise ValueError("labels")
    return (labels[:, None] == np.arange(1, num_classes + 1)).astype(np.float32)
