"""Cuts off below 0 in every map before adding them up.

Hint: Add the maps first. A map that speaks against the class must be able to cancel another.
Fails: what_speaks_against_is_0, weights_each_map_by_its_mean_gradient
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    weights = gradients.mean(axis=(0, 1))
    heat = np.maximum(activations * weights, 0).sum(axis=-1)
    largest = heat.max()
    return heat / largest if largest > 0 else heat
