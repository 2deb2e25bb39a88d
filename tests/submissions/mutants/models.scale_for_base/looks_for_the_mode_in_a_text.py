"""Looks for the mode inside one text with all four names.

Hint: `in` finds parts of words in a text, and "" in every text. What does it find in a tuple?
Fails: refuses_an_unknown_mode
"""

import numpy as np

from fashionlab import models, solves


@solves(models.scale_for_base)
def scale_for_base(images, mode):
    if mode not in "tf torch caffe none":
        raise ValueError(f"Unknown mode: {mode}")
    if mode == "tf":
        return images * 2 - 1
    if mode == "torch":
        return (images - np.float32([0.485, 0.456, 0.406])) / np.float32([0.229, 0.224, 0.225])
    if mode == "caffe":
        return images[..., ::-1] * 255 - np.float32([103.939, 116.779, 123.68])
    return images * 255
