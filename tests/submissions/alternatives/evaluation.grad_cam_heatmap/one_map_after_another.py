"""Adds the maps one after another, each times its weight."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    total = sum(
        activations[:, :, k] * gradients[:, :, k].mean() for k in range(activations.shape[-1])
    )
    positive = np.where(total > 0, total, 0)
    return positive / (positive.max() or 1)
