"""Rescaling and Normalization layers."""

import keras
import numpy as np

from fashionlab import models, solves


@solves(models.scale_for_base)
def scale_for_base(images, mode):
    if mode == "tf":
        return keras.layers.Rescaling(1 / 0.5, -1)(images)
    if mode == "torch":
        deviations = np.array([0.229, 0.224, 0.225])
        layer = keras.layers.Normalization(mean=[0.485, 0.456, 0.406], variance=deviations**2)
        return layer(images)
    if mode == "caffe":
        mean = [-103.939, -116.779, -123.68]
        return keras.layers.Rescaling(255.0, mean)(keras.ops.flip(images, axis=3))
    if mode != "none":
        raise ValueError(mode)
    return keras.layers.Rescaling(255.0)(images)
