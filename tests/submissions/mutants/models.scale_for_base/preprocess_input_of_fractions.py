"""Calls preprocess_input with images in [0, 1].

Hint: preprocess_input of Keras expects [0, 255]. Multiply by 255 before.
Fails: tf_is_minus_1_to_1, torch_is_mean_and_deviation, caffe_is_blue_green_red, none_is_0_to_255
"""

import keras

from fashionlab import models, solves


@solves(models.scale_for_base)
def scale_for_base(images, mode):
    applications = keras.applications
    modules = {
        "tf": applications.mobilenet,
        "torch": applications.densenet,
        "caffe": applications.vgg16,
        "none": applications.efficientnet,
    }
    if mode not in modules:
        raise ValueError(mode)
    return modules[mode].preprocess_input(images + 0.0)
