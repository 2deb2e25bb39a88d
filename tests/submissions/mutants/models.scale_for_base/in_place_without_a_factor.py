"""Changes the array it was given where it only shifts it, or only stretches it.

Hint: images -= mean works on the array of whoever called. images - mean makes a new one.
Fails: leaves_the_images_alone_with_torch, leaves_the_images_alone_with_none
"""

import keras
import numpy as np

from fashionlab import models, solves


@solves(models.scale_for_base)
def scale_for_base(images, mode):
    if mode == "tf":
        return images * 2.0 - 1.0
    if mode == "torch":
        images -= np.float32([0.485, 0.456, 0.406])
        images /= np.float32([0.229, 0.224, 0.225])
        return images
    if mode == "caffe":
        return keras.ops.flip(images, axis=-1) * 255.0 - np.float32([103.939, 116.779, 123.68])
    if mode == "none":
        images *= 255.0
        return images
    raise ValueError(mode)
