"""Each channel by itself, put together with stack."""

import keras

from fashionlab import models, solves


@solves(models.scale_for_base)
def scale_for_base(images, mode):
    recipes = {
        "tf": [(0, 2, -1), (1, 2, -1), (2, 2, -1)],
        "torch": [
            (0, 1 / 0.229, -0.485 / 0.229),
            (1, 1 / 0.224, -0.456 / 0.224),
            (2, 1 / 0.225, -0.406 / 0.225),
        ],
        "caffe": [(2, 255, -103.939), (1, 255, -116.779), (0, 255, -123.68)],
        "none": [(0, 255, 0), (1, 255, 0), (2, 255, 0)],
    }
    if mode not in recipes:
        raise ValueError(f"unknown mode {mode!r}")
    parts = [images[..., channel] * factor + add for channel, factor, add in recipes[mode]]
    return keras.ops.stack(parts, axis=-1)
