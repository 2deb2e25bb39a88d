"""The share is always 0.1.

Hint: label_smoothing is an argument; 0.1 is only its default.
Fails: spreads_a_share_over_all_classes, a_share_of_0_changes_nothing
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.smooth_labels)
def smooth_labels(labels, label_smoothing=0.1):
    if not 0 <= label_smoothing < 1:
        raise ValueError("label_smoothing")

    return (0.9 * labels + 0.1 / labels.shape[1]).astype(np.float32)
