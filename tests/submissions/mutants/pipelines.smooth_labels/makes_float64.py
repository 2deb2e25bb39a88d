"""The result is float64.

Hint: np.full makes float64 unless it is told otherwise. Use .astype(np.float32).
Fails: gives_float32_rows
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.smooth_labels)
def smooth_labels(labels, label_smoothing=0.1):
    if not 0 <= label_smoothing < 1:
        raise ValueError("label_smoothing")

    even = np.full(labels.shape, 1 / labels.shape[1])
    return (1 - label_smoothing) * labels + label_smoothing * even
