"""Reshapes to 28x28, whatever the size of the images.

Hint: The images need not be 28x28. images.shape says how large they are.
Fails: divides_by_255, counts_axes_to_find_grey_images
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.normalize)
def normalize(images):
    scaled = images.astype(np.float32) / 255
    return scaled if scaled.ndim == 4 else scaled.reshape(-1, 28, 28, 1)
