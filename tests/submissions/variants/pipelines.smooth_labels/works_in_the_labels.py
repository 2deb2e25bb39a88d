"""np.multiply with out=."""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.smooth_labels)
def smooth_labels(labels, label_smoothing=0.1):
    if label_smoothing < 0 or label_smoothing >= 1:
        raise ValueError("no")
    np.multiply(labels, 1 - label_smoothing, out=labels)
    return np.add(labels, label_smoothing / labels.shape[1], out=labels)
