"""Knows that Fashion-MNIST pictures are 28 by 28 and writes that number down."""

import numpy as np

from fashionlab import pipelines, solves

SIDE = 28


@solves(pipelines.normalize)
def normalize(images: np.ndarray) -> np.ndarray:
    number_of_images = len(images)
    channels = images.shape[3] if images.ndim == 4 else 1
    floats = (images / 255).astype(np.float32)
    return np.reshape(floats, (number_of_images, SIDE, SIDE, channels))
