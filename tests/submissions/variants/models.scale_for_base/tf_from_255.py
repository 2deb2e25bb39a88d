"""As in the documentation of preprocess_input."""

import numpy as np

from fashionlab import models, solves


@solves(models.scale_for_base)
def scale_for_base(images, mode):
    match mode:
        case "tf":
            return images / 127.5 - 1
        case "torch":
            return (images - np.float32([0.485, 0.456, 0.406])) / np.float32([0.229, 0.224, 0.225])
        case "caffe":
            return images[..., ::-1] * 255 - np.float32([103.939, 116.779, 123.68])
        case "none":
            return images * 255
    raise ValueError(mode)
