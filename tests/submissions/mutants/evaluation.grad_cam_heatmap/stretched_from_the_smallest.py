"""Subtracts the smallest value before it divides.

Hint: The smallest value need not be 0. Divide by the largest, and subtract nothing.
Fails: the_smallest_value_is_not_0
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    heat = np.maximum((activations * gradients.mean(axis=(0, 1))).sum(axis=-1), 0)
    if heat.max() == heat.min():
        return np.zeros_like(heat)
    return (heat - heat.min()) / (heat.max() - heat.min())
