"""Adds up the maps as they are.

Hint: Without the gradients the heat map is the same for every class. They give the weights.
Fails: weights_each_map_by_its_mean_gradient, is_0_where_nothing_speaks_for_the_class
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    heat = np.maximum(activations.sum(axis=-1), 0)
    largest = heat.max()
    return heat / largest if largest > 0 else heat
