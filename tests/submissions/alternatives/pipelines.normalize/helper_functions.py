"""Small helpers, np.expand_dims, np.divide with a dtype."""

import numpy as np

from fashionlab import solves
from fashionlab.pipelines import normalize as target


def is_grey(images):
    return np.ndim(images) == 3


def with_channel(images):
    return np.expand_dims(images, axis=3) if is_grey(images) else images


@solves(target)
def normalize(images):
    return np.divide(with_channel(images), 255, dtype=np.float32)
