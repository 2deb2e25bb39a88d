"""Leaves the padding to Keras, which pads less when the stride is larger than 1.

Hint: Keras's "same" depends on the stride. Here kh // 2 rows and kw // 2 columns are added on each side, whatever the stride.
Fails: combines_stride_and_padding
"""

import keras

from fashionlab import models, solves


@solves(models.convolve2d)
def convolve2d(image, kernel, *, stride=1, padding="valid"):
    if padding not in ("valid", "same"):
        raise ValueError(padding)
    result = keras.ops.conv(
        image[None, :, :, None].astype("float32"),
        kernel[:, :, None, None].astype("float32"),
        strides=stride,
        padding=padding,
    )
    return keras.ops.convert_to_numpy(result)[0, :, :, 0]
