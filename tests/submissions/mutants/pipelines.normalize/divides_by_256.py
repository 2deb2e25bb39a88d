"""Divides by 256, the number of values, instead of 255, the largest value.

Hint: A byte has 256 values, and the largest of them is 255. White must become exactly 1.
Fails: divides_by_255
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.normalize)
def normalize(images):
    scaled = images.astype(np.float32) / 256
    return scaled[..., np.newaxis] if scaled.ndim == 3 else scaled
