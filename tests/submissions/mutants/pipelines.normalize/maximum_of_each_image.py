"""Divides each image by its own largest pixel.

Hint: Each image gets another scale that way. Divide all of them by 255.
Fails: dark_images_stay_dark
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.normalize)
def normalize(images):
    if images.ndim == 3:
        images = images[..., np.newaxis]
    return (images / images.max(axis=(1, 2, 3), keepdims=True)).astype(np.float32)
