"""Shows the mean gradient of each place and leaves the activations out.

Hint: The gradients only weigh the maps. What is shown are the activations.
Fails: weights_each_map_by_its_mean_gradient
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    heat = np.maximum(gradients.mean(axis=-1), 0)
    largest = heat.max()
    return heat / largest if largest > 0 else heat
