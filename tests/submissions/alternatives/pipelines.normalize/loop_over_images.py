"""A loop over the images."""

import numpy as np

from fashionlab import pipelines, solves


@solves(pipelines.normalize)
def normalize(images):
    result = []
    for image in images:
        image = image.astype(np.float64) / 255.0
        if len(image.shape) == 2:
            image = image[..., np.newaxis]
        result.append(image)
    return np.array(result, dtype=np.float32)
