"""A constant at the top."""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.smooth_labels)
def smooth_labels(labels, label_smoothing=0.1):
    classes = 10
    if label_smoothing < 0 or label_smoothing >= 1:
        raise ValueError("no")
    return np.float32(labels - label_smoothing * (labels - 1 / classes))
