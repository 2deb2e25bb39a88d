"""Divides and leaves the result in float64.

Hint: NumPy divides whole numbers in float64. astype("float32") halves the memory.
Fails: returns_float32
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.normalize)
def normalize(images):
    scaled = images / 255.0
    if scaled.ndim == 3:
        scaled = scaled[..., np.newaxis]
    return scaled
