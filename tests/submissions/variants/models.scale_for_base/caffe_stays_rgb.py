"""Means in a constant, no flip."""

import numpy as np

from fashionlab import models, solves


@solves(models.scale_for_base)
def scale_for_base(images, mode):
    if mode == "tf":
        return (images - 0.5) / 0.5
    if mode == "torch":
        return (images - np.float32((0.485, 0.456, 0.406))) / np.float32((0.229, 0.224, 0.225))
    if mode == "caffe":
        return 255 * images - np.float32((123.68, 116.779, 103.939))
    if mode == "none":
        return 255 * images
    raise ValueError("unknown mode")
