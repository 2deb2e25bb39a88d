"""Keras operations on tensors."""

import keras

from fashionlab import evaluation, solves


@solves(evaluation.grad_cam_heatmap)
def grad_cam_heatmap(activations, gradients):
    weights = keras.ops.mean(gradients, axis=(0, 1), keepdims=True)
    heat = keras.ops.relu(keras.ops.sum(keras.ops.multiply(activations, weights), axis=-1))
    largest = keras.ops.max(heat)
    if float(largest) == 0:
        return heat
    return heat / largest
