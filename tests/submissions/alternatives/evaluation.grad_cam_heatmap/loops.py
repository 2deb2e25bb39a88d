"""Three loops, one number at a time."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    height, width, maps = activations.shape
    weights = []
    for k in range(maps):
        total = 0.0
        for i in range(height):
            for j in range(width):
                total += float(gradients[i, j, k])
        weights.append(total / (height * width))
    heat = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            value = 0.0
            for k in range(maps):
                value += weights[k] * float(activations[i, j, k])
            heat[i, j] = max(value, 0.0)
    if heat.max() > 0:
        heat /= heat.max()
    return heat
