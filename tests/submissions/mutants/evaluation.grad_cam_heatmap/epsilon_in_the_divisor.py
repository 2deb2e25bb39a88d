"""Adds 1e-8 to the divisor, which drowns tiny gradients.

Hint: A network that is sure has gradients of 1e-10 and less. Then 1e-8 is the largest number of all.
Fails: works_with_tiny_gradients
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    weights = gradients.mean(axis=(0, 1))
    heat = np.maximum(activations @ weights, 0)
    return heat / (heat.max() + 1e-8)
