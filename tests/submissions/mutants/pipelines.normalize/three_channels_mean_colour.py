"""Takes a last axis of length 3 for colour, and any other for grey.

Hint: A grey image can be 3 pixels wide, and an image can have 4 channels. Count the axes.
Fails: counts_axes_to_find_grey_images, takes_any_number_of_channels
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.normalize)
def normalize(images):
    scaled = images.astype(np.float32) / 255
    return scaled if scaled.shape[-1] == 3 else scaled[..., np.newaxis]
