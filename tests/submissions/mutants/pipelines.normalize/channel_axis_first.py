"""Puts the channel axis in front of height and width.

Hint: Keras expects (batch, height, width, channels): the new axis is the last one.
Fails: gives_grey_images_a_channel
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.normalize)
def normalize(images):
    scaled = images.astype(np.float32) / 255
    return scaled[:, np.newaxis] if scaled.ndim == 3 else scaled
