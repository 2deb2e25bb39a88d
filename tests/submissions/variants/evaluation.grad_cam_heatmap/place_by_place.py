"""An einsum that keeps the places of both."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    cam = np.einsum("hwk,hwk->hw", activations, gradients)
    cam[cam < 0] = 0
    return cam / cam.max() if cam.any() else cam
