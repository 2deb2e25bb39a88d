"""A plain loop, row by row."""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels, num_classes=10):
    rows = []
    for label in labels.tolist():
        if label < 0:
            raise ValueError(f"negative label: {label}")
        if label >= num_classes:
            raise ValueError(f"label {label} of only {num_classes} classes")
        row = [0.0] * num_classes
        row[label] = 1.0
        rows.append(row)
    return np.array(rows, np.float32)
