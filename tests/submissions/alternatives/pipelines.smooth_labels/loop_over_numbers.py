"""Two loops over a new array."""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.smooth_labels)
def smooth_labels(labels, label_smoothing=0.1):
    if label_smoothing < 0:
        raise ValueError("negative")
    if label_smoothing >= 1:
        raise ValueError("too much")
    n, classes = labels.shape
    result = np.zeros((n, classes), dtype="float32")
    for i in range(n):
        for j in range(classes):
            result[i, j] = labels[i, j] - label_smoothing * labels[i, j] + label_smoothing / classes
    return result
