"""Indexes with rows[:, labels], which fills whole columns.

Hint: rows[:, labels] means every row. Pair each row number with its label: rows[np.arange(n), labels].
Fails: puts_a_one_at_the_label
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    if labels.min() < 0 or labels.max() >= num_classes:
        raise ValueError("labels")
    rows = np.zeros((len(labels), num_classes), dtype=np.float32)
    rows[:, labels] = 1
    return rows
