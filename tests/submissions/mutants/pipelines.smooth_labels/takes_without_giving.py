"""The right class loses its share, and nobody gets it.

Hint: What is taken is spread: add s / C to every number.
Fails: spreads_a_share_over_all_classes
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.smooth_labels)
def smooth_labels(labels, label_smoothing=0.1):
    if not 0 <= label_smoothing < 1:
        raise ValueError("label_smoothing")

    return ((1 - label_smoothing) * labels).astype(np.float32)
