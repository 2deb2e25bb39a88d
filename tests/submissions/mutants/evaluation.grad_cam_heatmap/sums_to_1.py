"""Divides by the sum, so that the heat adds up to 1.

Hint: The largest value is 1, not the sum.
Fails: weights_each_map_by_its_mean_gradient, what_speaks_against_is_0
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    weights = gradients.mean(axis=(0, 1))
    heat = np.maximum(activations @ weights, 0)
    total = heat.sum()
    return heat / total if total > 0 else heat
