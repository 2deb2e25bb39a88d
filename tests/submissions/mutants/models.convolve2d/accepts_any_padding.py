"""Takes every padding that is not "same" for "valid".

Hint: A misspelt "smae" should be an error, not another result.
Fails: refuses_unknown_padding
"""

import numpy as np

from fashionlab import models, solves


@solves(models.convolve2d)
def convolve2d(image, kernel, *, stride=1, padding="valid"):
    kh, kw = kernel.shape
    if padding == "same":
        image = np.pad(image, ((kh // 2, kh // 2), (kw // 2, kw // 2)))
    rows = (image.shape[0] - kh) // stride + 1
    columns = (image.shape[1] - kw) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            patch = image[i * stride : i * stride + kh, j * stride : j * stride + kw]
            output[i, j] = (patch * kernel).sum()
    return output
