"""Multiplies the given activations by the weights in place.

Hint: `a *= w` writes into the array that was passed in. `a * w` makes a new one.
Fails: leaves_its_inputs_unchanged
"""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    weights = gradients.mean(axis=(0, 1))
    for k in range(len(weights)):
        activations[:, :, k] *= weights[k]
    heat = np.maximum(activations.sum(axis=-1), 0)
    largest = heat.max()
    return heat / largest if largest > 0 else heat
