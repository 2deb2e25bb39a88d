"""Only the largest number of a row counts, so that mixed labels are lost.

Hint: A row may share its 1 among several classes. The formula treats every number alike.
Fails: smooths_mixed_labels_too
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.smooth_labels)
def smooth_labels(labels, label_smoothing=0.1):
    if not 0 <= label_smoothing < 1:
        raise ValueError("label_smoothing")

    classes = labels.shape[1]
    right = np.arange(classes) == labels.argmax(axis=1)[:, None]
    smooth = np.where(
        right, 1 - label_smoothing + label_smoothing / classes, label_smoothing / classes
    )
    return smooth.astype(np.float32)
