"""Prints a message where an error is asked for.

Hint: A printed line does not stop the program. `raise ValueError(...)` does.
Fails: refuses_negative_labels
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    if labels.min() < 0 or labels.max() >= num_classes:
        print("ValueError: labels out of range")
        labels = labels.clip(0, num_classes - 1)
    return np.eye(num_classes, dtype=np.float32)[labels]
