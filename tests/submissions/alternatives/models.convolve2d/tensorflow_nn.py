"""tf.nn.conv2d on an image padded by hand."""

import numpy as np
import tensorflow as tf

from fashionlab import models, solves


@solves(models.convolve2d)
def convolve2d(image, kernel, *, stride=1, padding="valid"):
    if padding == "valid":
        border = (0, 0)
    elif padding == "same":
        border = (kernel.shape[0] // 2, kernel.shape[1] // 2)
    else:
        raise ValueError("padding must be valid or same")
    padded = np.pad(image, [(border[0],) * 2, (border[1],) * 2])
    result = tf.nn.conv2d(
        padded[None, :, :, None], kernel[:, :, None, None], strides=stride, padding="VALID"
    )
    return result.numpy()[0, :, :, 0]
