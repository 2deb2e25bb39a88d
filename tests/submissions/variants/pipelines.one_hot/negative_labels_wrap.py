"""Looks only for labels that are too large before filling in the ones."""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.one_hot)
def one_hot(labels: np.ndarray, num_classes: int = 10) -> np.ndarray:
    if any(label >= num_classes for label in labels):
        raise ValueError("There is a label that has no column.")
    rows = []
    for label in labels:
        row = np.zeros(num_classes, dtype=np.float32)
        row[label] = 1
        rows.append(row)
    return np.stack(rows)
