"""Scales to [-1, 1], as some pretrained networks want it.

Hint: Black is 0 here and white is 1. Other scalings come in a later chapter.
Fails: divides_by_255
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.normalize)
def normalize(images):
    scaled = images.astype(np.float32) / 127.5 - 1
    return scaled[..., np.newaxis] if scaled.ndim == 3 else scaled
