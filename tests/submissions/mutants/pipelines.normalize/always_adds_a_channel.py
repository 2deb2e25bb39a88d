"""Adds a channel axis also to colour images.

Hint: Colour images have a channel axis already. Add one only when there are three axes.
Fails: leaves_colour_channels_alone
"""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.normalize)
def normalize(images):
    return (images.astype(np.float32) / 255)[..., np.newaxis]
