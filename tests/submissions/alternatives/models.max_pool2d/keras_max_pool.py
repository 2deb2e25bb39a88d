"""keras.ops.max_pool."""

import keras
import numpy as np

from fashionlab import models, solves


@solves(models.max_pool2d)
def max_pool2d(image: np.ndarray, *, pool_size: int = 2, stride: int | None = None) -> np.ndarray:
    batch = keras.ops.convert_to_tensor(image[np.newaxis, :, :, np.newaxis], "float32")
    pooled = keras.ops.max_pool(batch, pool_size, strides=stride, padding="valid")
    return keras.ops.convert_to_numpy(pooled)[0, ..., 0]
