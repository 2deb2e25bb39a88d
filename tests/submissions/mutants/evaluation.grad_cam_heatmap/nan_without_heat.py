"""Divides by the largest value also when that is 0.

Hint: 0 / 0 is nan. Divide only where the largest value is above 0.
Fails: is_0_where_nothing_speaks_for_the_class
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    weights = gradients.mean(axis=(0, 1))
    heat = np.maximum(activations @ weights, 0)
    with np.errstate(all="ignore"):
        return heat / heat.max()
