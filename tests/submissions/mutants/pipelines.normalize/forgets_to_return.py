"""Computes everything and returns nothing.

Hint: A function without a `return` statement gives None.
Fails: divides_by_255, gives_grey_images_a_channel, returns_float32
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.normalize)
def normalize(images):
    scaled = images.astype(np.float32) / 255
    if scaled.ndim == 3:
        scaled = scaled[..., np.newaxis]
