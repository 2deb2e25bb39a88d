"""Fills a new float array picture by picture and gives it the shape the images had."""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.normalize)
def normalize(images):
    scaled = np.zeros(images.shape, dtype=np.float32)
    for i in range(images.shape[0]):
        # 255 is white, so white becomes 1
        scaled[i] = images[i] / 255.0
    return scaled
