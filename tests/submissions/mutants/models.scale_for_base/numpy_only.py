"""np.asarray of the images: a placeholder has no numbers.

Hint: In a model images is a placeholder. Arithmetic and keras.ops work on it, NumPy does not.
Fails: works_inside_a_model
"""

import keras
import numpy as np

from fashionlab import models, solves


@solves(models.scale_for_base)
def scale_for_base(images, mode):
    images = np.asarray(images, np.float32)
    if mode == "tf":
        return images * 2.0 - 1.0
    if mode == "torch":
        return (images - np.float32([0.485, 0.456, 0.406])) / np.float32([0.229, 0.224, 0.225])
    if mode == "caffe":
        return keras.ops.flip(images, axis=-1) * 255.0 - np.float32([103.939, 116.779, 123.68])
    if mode == "none":
        return images * 255.0
    raise ValueError(mode)
