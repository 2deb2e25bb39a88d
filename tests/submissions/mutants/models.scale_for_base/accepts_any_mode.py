"""Takes every unknown word for "none".

Hint: A misspelled mode would go unnoticed. Raise ValueError at the end.
Fails: refuses_an_unknown_mode
"""

import keras
import numpy as np

from fashionlab import models, solves


@solves(models.scale_for_base)
def scale_for_base(images, mode):
    if mode == "tf":
        return images * 2.0 - 1.0
    if mode == "torch":
        return (images - np.float32([0.485, 0.456, 0.406])) / np.float32([0.229, 0.224, 0.225])
    if mode == "caffe":
        return keras.ops.flip(images, axis=-1) * 255.0 - np.float32([103.939, 116.779, 123.68])
    return images * 255.0
