"""Takes the smallest label of the batch for the first class.

Hint: A batch need not hold class 0. Label 2 has its 1 in the third place, whatever the others are.
Fails: rows_have_num_classes_entries
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    if labels.min() < 0 or labels.max() >= num_classes:
        raise ValueError("A label is not in [0, num_classes).")
    return np.eye(num_classes, dtype=np.float32)[labels - labels.min()]
