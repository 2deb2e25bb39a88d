"""Multiplies the images in place.

Hint: `images *= 2` changes the array of the caller; `images * 2` makes a new one.
Fails: leaves_the_images_alone_with_tf
"""

import numpy as np

from fashionlab import models, solves


@solves(models.scale_for_base)
def scale_for_base(images, mode):
    if mode == "tf":
        images *= 2.0
        images -= 1.0
        return images
    if mode == "torch":
        return (images - np.float32([0.485, 0.456, 0.406])) / np.float32([0.229, 0.224, 0.225])
    if mode == "caffe":
        return images[..., ::-1] * 255.0 - np.float32([103.939, 116.779, 123.68])
    if mode == "none":
        return images * 255.0
    raise ValueError(mode)
