"""The number of classes is always 10.

Hint: labels.shape[1] is the number of classes.
Fails: counts_the_classes_of_the_rows, smooths_mixed_labels_too
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.smooth_labels)
def smooth_labels(labels, label_smoothing=0.1):
    if not 0 <= label_smoothing < 1:
        raise ValueError("label_smoothing")

    return ((1 - label_smoothing) * labels + label_smoothing / 10).astype(np.float32)
