"""Works in the array that was passed in.

Hint: The caller still needs the stored images. Make a new array.
Fails: leaves_stored_images_unchanged
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.normalize)
def normalize(images):
    scaled = images.astype(np.float32) / 255
    images[...] = scaled
    return scaled[..., np.newaxis] if scaled.ndim == 3 else scaled
