"""The share is given to all classes and taken from none.

Hint: Each y is multiplied by 1 - s first. A row still sums to 1.
Fails: spreads_a_share_over_all_classes
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.smooth_labels)
def smooth_labels(labels, label_smoothing=0.1):
    if not 0 <= label_smoothing < 1:
        raise ValueError("label_smoothing")

    return (labels + label_smoothing / labels.shape[1]).astype(np.float32)
