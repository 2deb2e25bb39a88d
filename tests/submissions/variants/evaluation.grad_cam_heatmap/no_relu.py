"""Scales by the largest value, and that is all."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    alpha = gradients.reshape(-1, gradients.shape[-1]).mean(axis=0)
    cam = np.tensordot(activations, alpha, axes=1)
    if cam.max() <= 0:
        return np.zeros(cam.shape)
    return cam / cam.max()
