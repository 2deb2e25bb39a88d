"""Drops negative gradients before it takes their mean.

Hint: The weight of a map is the mean of all its gradients, the negative ones included.
Fails: weights_each_map_by_its_mean_gradient
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    weights = np.maximum(gradients, 0).mean(axis=(0, 1))
    heat = np.maximum(activations @ weights, 0)
    largest = heat.max()
    return heat / largest if largest > 0 else heat
