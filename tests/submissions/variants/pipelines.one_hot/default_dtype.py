"""Builds nested lists of 0.0 and 1.0 and turns them into an array without naming a type."""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    allowed = range(num_classes)
    for k in labels.tolist():
        if k not in allowed:
            raise ValueError(f"unknown class {k}")
    return np.array([[1.0 if j == k else 0.0 for j in allowed] for k in labels])
