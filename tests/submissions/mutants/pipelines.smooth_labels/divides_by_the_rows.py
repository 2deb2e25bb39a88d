"""The share is divided by the number of rows.

Hint: labels.shape is (n, num_classes), and len(labels) is n.
Fails: spreads_a_share_over_all_classes, counts_the_classes_of_the_rows
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.smooth_labels)
def smooth_labels(labels, label_smoothing=0.1):
    if not 0 <= label_smoothing < 1:
        raise ValueError("label_smoothing")

    return ((1 - label_smoothing) * labels + label_smoothing / len(labels)).astype(np.float32)
