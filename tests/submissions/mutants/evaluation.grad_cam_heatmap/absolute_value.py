"""Takes the absolute value of the sum.

Hint: Strong evidence against the class is not evidence for it: np.maximum(heat, 0), not np.abs.
Fails: what_speaks_against_is_0, is_0_where_nothing_speaks_for_the_class
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    weights = gradients.mean(axis=(0, 1))
    heat = np.abs(activations @ weights)
    largest = heat.max()
    return heat / largest if largest > 0 else heat
