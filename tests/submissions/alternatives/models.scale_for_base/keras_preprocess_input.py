"""The functions of keras.applications."""

import keras

from fashionlab import models, solves


class UnknownMode(ValueError):
    """The mode is none of the four."""


APPLICATIONS = {
    "tf": keras.applications.mobilenet,
    "torch": keras.applications.densenet,
    "caffe": keras.applications.vgg16,
    "none": keras.applications.efficientnet,
}


@solves(models.scale_for_base)
def scale_for_base(images, mode):
    if mode not in APPLICATIONS:
        raise UnknownMode(mode)
    # A copy: with an array, preprocess_input may work on the array itself.
    return APPLICATIONS[mode].preprocess_input(images * 255.0)
