"""Divides by the largest pixel found instead of by 255.

Hint: The largest pixel differs from batch to batch; 255 does not. Otherwise dark images become bright.
Fails: dark_images_stay_dark
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.normalize)
def normalize(images):
    scaled = images.astype(np.float32) / images.max()
    return scaled[..., np.newaxis] if scaled.ndim == 3 else scaled
