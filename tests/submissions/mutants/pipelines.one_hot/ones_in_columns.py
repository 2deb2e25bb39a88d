"""Makes one column per label instead of one row.

Hint: Row i belongs to labels[i]: the shape is (n, num_classes).
Fails: puts_a_one_at_the_label
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    if labels.min() < 0 or labels.max() >= num_classes:
        raise ValueError("labels")
    rows = np.zeros((num_classes, len(labels)), dtype=np.float32)
    rows[labels, np.arange(len(labels))] = 1
    return rows
