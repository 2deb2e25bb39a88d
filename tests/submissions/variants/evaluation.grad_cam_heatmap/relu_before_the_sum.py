"""Adds the positive part of each map in a loop."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    cam = np.zeros(activations.shape[:2])
    for k in range(activations.shape[2]):
        part = activations[:, :, k] * np.average(gradients[:, :, k])
        cam += np.where(part > 0, part, 0)
    return cam / cam.max() if cam.max() > 0 else cam
