"""Takes the number of classes from the largest label found.

Hint: A batch need not contain every class. The row length is num_classes.
Fails: rows_have_num_classes_entries
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    if labels.min() < 0 or labels.max() >= num_classes:
        raise ValueError("labels")
    return np.eye(labels.max() + 1, dtype=np.float32)[labels]
