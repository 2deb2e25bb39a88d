"""Takes a mode in capitals for one in small letters.

Hint: "TF" is none of the four names. Compare the mode as it is.
Fails: refuses_an_unknown_mode
"""

import numpy as np

from fashionlab import models, solves


@solves(models.scale_for_base)
def scale_for_base(images, mode):
    mode = mode.lower()
    if mode == "tf":
        return images * 2 - 1
    if mode == "torch":
        return (images - np.float32([0.485, 0.456, 0.406])) / np.float32([0.229, 0.224, 0.225])
    if mode == "caffe":
        return images[..., ::-1] * 255 - np.float32([103.939, 116.779, 123.68])
    if mode == "none":
        return images * 255
    raise ValueError(f"Unknown mode: {mode}")
