"""A pass-through."""

import keras
import numpy as np

from fashionlab import models, solves


@solves(models.scale_for_base)
def scale_for_base(images, mode):
    if mode not in ("tf", "torch", "caffe", "none"):
        raise ValueError(mode)
    if mode == "none":
        return images
    if mode == "tf":
        return 2 * images - 1
    if mode == "torch":
        return (images - np.float32([0.485, 0.456, 0.406])) / np.float32([0.229, 0.224, 0.225])
    return keras.ops.flip(images * 255, axis=-1) - np.float32([103.939, 116.779, 123.68])
