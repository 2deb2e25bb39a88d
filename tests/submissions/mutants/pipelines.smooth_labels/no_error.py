"""Any share is accepted.

Hint: Test `0 <= label_smoothing < 1` first, and raise a ValueError.
Fails: refuses_to_take_everything, refuses_a_negative_share
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.smooth_labels)
def smooth_labels(labels, label_smoothing=0.1):
    return ((1 - label_smoothing) * labels + label_smoothing / labels.shape[1]).astype(np.float32)
