"""Divides first and subtracts the means then.

Hint: First minus the mean, then divided by the deviation: (images - means) / deviations.
Fails: torch_is_mean_and_deviation
"""

import keras
import numpy as np

from fashionlab import models, solves


@solves(models.scale_for_base)
def scale_for_base(images, mode):
    if mode == "tf":
        return images * 2.0 - 1.0
    if mode == "torch":
        return images / np.float32([0.229, 0.224, 0.225]) - np.float32([0.485, 0.456, 0.406])
    if mode == "caffe":
        return keras.ops.flip(images, axis=-1) * 255.0 - np.float32([103.939, 116.779, 123.68])
    if mode == "none":
        return images * 255.0
    raise ValueError(mode)
