"""The share goes to the other classes only: the right one keeps 1 - s.

Hint: All classes get s / C, the right one too: with s = 0.1 and 10 classes it has 0.91.
Fails: spreads_a_share_over_all_classes, smooths_by_a_tenth_by_default
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.smooth_labels)
def smooth_labels(labels, label_smoothing=0.1):
    if not 0 <= label_smoothing < 1:
        raise ValueError("label_smoothing")

    others = (1 - labels) * label_smoothing / (labels.shape[1] - 1)
    return ((1 - label_smoothing) * labels + others).astype(np.float32)
