"""Stretches the values found to 0 to 1, smallest and largest.

Hint: Min-max scaling depends on the batch. A pixel of 100 must become 100 / 255 in every batch.
Fails: dark_images_stay_dark
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.normalize)
def normalize(images):
    images = images.astype(np.float32)
    scaled = (images - images.min()) / (images.max() - images.min())
    return np.expand_dims(scaled, -1) if scaled.ndim == 3 else scaled
