"""Stretches from the smallest value to the largest instead of cutting off below 0.

Hint: Subtracting the smallest value lets evidence against the class look like a little evidence for it. Use np.maximum(heat, 0).
Fails: what_speaks_against_is_0, weights_each_map_by_its_mean_gradient
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    weights = gradients.mean(axis=(0, 1))
    heat = activations @ weights
    span = heat.max() - heat.min()
    return (heat - heat.min()) / span if span > 0 else np.zeros_like(heat)
