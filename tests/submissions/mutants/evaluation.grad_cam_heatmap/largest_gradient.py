"""Weights each map by its largest gradient.

Hint: Selvaraju et al. take the mean over all places, not the largest.
Fails: weights_each_map_by_its_mean_gradient
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    weights = gradients.max(axis=(0, 1))
    heat = np.maximum(activations @ weights, 0)
    largest = heat.max()
    return heat / largest if largest > 0 else heat
