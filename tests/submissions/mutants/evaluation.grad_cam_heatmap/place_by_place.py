"""Multiplies activations and gradients place by place, without a mean.

Hint: One weight per map: take the mean of the gradients over all places first.
Fails: weights_each_map_by_its_mean_gradient
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    heat = np.maximum((activations * gradients).sum(axis=-1), 0)
    largest = heat.max()
    return heat / largest if largest > 0 else heat
