"""Takes the mean of the gradients over the maps, which gives one weight per place.

Hint: axis=-1 goes through the maps. The mean is over the places, axes 0 and 1.
Fails: weights_each_map_by_its_mean_gradient
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    weights = gradients.mean(axis=-1, keepdims=True)
    heat = np.maximum((activations * weights).sum(axis=-1), 0)
    largest = heat.max()
    return heat / largest if largest > 0 else heat
