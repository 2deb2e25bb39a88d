"""As in many a tutorial: 1e-8 keeps 0 / 0 away."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    pooled = np.mean(gradients, axis=(0, 1))
    heatmap = activations @ pooled[..., np.newaxis]
    heatmap = np.squeeze(heatmap, axis=-1)
    return np.maximum(heatmap, 0) / (np.max(np.maximum(heatmap, 0)) + 1e-8)
