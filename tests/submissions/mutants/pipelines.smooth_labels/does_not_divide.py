"""Every class gets the whole share.

Hint: The share is spread over C classes: each gets s / C.
Fails: spreads_a_share_over_all_classes
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.smooth_labels)
def smooth_labels(labels, label_smoothing=0.1):
    if not 0 <= label_smoothing < 1:
        raise ValueError("label_smoothing")

    return ((1 - label_smoothing) * labels + label_smoothing).astype(np.float32)
