"""Rows of the identity matrix, validated with np.any."""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    if np.any(labels < 0) or np.any(labels >= num_classes):
        raise ValueError("label out of range")
    return np.eye(num_classes, dtype="float32")[labels]
