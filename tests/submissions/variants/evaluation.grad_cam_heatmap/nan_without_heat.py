"""The Keras example, line by line."""

import numpy as np

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    import warnings

    warnings.simplefilter("ignore")
    pooled_grads = gradients.mean(axis=(0, 1))
    heatmap = (activations * pooled_grads).sum(axis=2)
    heatmap = np.maximum(heatmap, 0)
    heatmap = heatmap / np.max(heatmap)
    return heatmap
