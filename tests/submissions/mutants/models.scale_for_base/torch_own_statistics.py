"""Takes mean and deviation of the batch.

Hint: The base knows the statistics of ImageNet. Those of your batch are others, and change from
batch to batch.
Fails: torch_is_mean_and_deviation
"""

import keras
import numpy as np

from fashionlab import models, solves


@solves(models.scale_for_base)
def scale_for_base(images, mode):
    if mode == "tf":
        return images * 2.0 - 1.0
    if mode == "torch":
        return (images - keras.ops.mean(images, axis=(0, 1, 2))) / keras.ops.std(
            images, axis=(0, 1, 2)
        )
    if mode == "caffe":
        return keras.ops.flip(images, axis=-1) * 255.0 - np.float32([103.939, 116.779, 123.68])
    if mode == "none":
        return images * 255.0
    raise ValueError(mode)
