"""A share of 1 is accepted.

Hint: With a share of 1 nothing is left of the label: test `< 1`, not `<= 1`.
Fails: refuses_to_take_everything
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.smooth_labels)
def smooth_labels(labels, label_smoothing=0.1):
    if not 0 <= label_smoothing <= 1:
        raise ValueError("label_smoothing")
    return ((1 - label_smoothing) * labels + label_smoothing / labels.shape[1]).astype(np.float32)
