"""Does not divide by the largest value.

Hint: Heat maps can be compared when the largest value of each is 1.
Fails: weights_each_map_by_its_mean_gradient, what_speaks_against_is_0
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    weights = gradients.mean(axis=(0, 1))
    return np.maximum(activations @ weights, 0)
