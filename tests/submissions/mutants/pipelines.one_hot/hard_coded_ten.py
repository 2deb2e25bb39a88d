"""Always makes ten columns.

Hint: num_classes is a parameter; 10 is only its default.
Fails: rows_have_num_classes_entries
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    if labels.min() < 0 or labels.max() >= num_classes:
        raise ValueError("labels")
    return np.eye(10, dtype=np.float32)[labels]
