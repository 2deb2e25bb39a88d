"""Moves every number towards the mean of its row."""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.smooth_labels)
def smooth_labels(labels, label_smoothing=0.1):
    if not (label_smoothing >= 0 and label_smoothing < 1):
        raise ValueError("a share")
    smooth = np.array(labels, dtype=np.float32)
    smooth += np.float32(label_smoothing) * (smooth.mean(axis=1, keepdims=True) - smooth)
    return smooth
