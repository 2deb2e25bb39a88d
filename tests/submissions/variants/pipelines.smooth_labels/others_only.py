"""np.where on the ones."""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.smooth_labels)
def smooth_labels(labels, label_smoothing=0.1):
    if label_smoothing < 0 or label_smoothing >= 1:
        raise ValueError("no")
    k = labels.shape[1]
    return np.where(labels == 1, 1 - label_smoothing, label_smoothing / (k - 1)).astype("float32")
