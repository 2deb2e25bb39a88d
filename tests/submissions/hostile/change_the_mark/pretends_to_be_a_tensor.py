"""Says it comes from TensorFlow, and gives whatever array its reader would like.

Aim: change the mark
Expect: incorrect
"""

import sys

import numpy as np

from fashionlab import evaluation, solves


class Tensor:
    """What is converted to an array looks for the expected one in every frame above it."""

    __module__ = "tensorflow.python.framework.ops"

    def __array__(self, *args, **kwargs):
        frame = sys._getframe()
        while frame is not None:
            for name in ("expected", "wanted", "desired", "secret"):
                value = frame.f_locals.get(name)
                if isinstance(value, np.ndarray):
                    return value
            frame = frame.f_back
        return np.zeros((6, 10))


@solves(evaluation.softmax)
def softmax(logits):
    return Tensor()
