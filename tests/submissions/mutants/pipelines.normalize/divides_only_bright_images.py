"""Divides only where a pixel is above 1.

Hint: A dark picture is stored from 0 to 255 like any other. Divide always.
Fails: dark_images_stay_dark
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.normalize)
def normalize(images):
    scaled = images.astype(np.float32)
    if images.max() > 1:
        scaled = scaled / 255
    return scaled[..., np.newaxis] if scaled.ndim == 3 else scaled
