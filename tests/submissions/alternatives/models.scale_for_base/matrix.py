"""One matrix for the colours and one row to add."""

import keras
import numpy as np

from fashionlab import models, solves


@solves(models.scale_for_base)
def scale_for_base(images, mode):
    if mode not in ("tf", "torch", "caffe", "none"):
        raise ValueError("mode must be one of tf, torch, caffe and none")
    matrix, added = np.eye(3) * 255, np.zeros(3)
    if mode == "tf":
        matrix, added = np.eye(3) * 2, -np.ones(3)
    elif mode == "torch":
        deviations = np.array([0.229, 0.224, 0.225])
        matrix, added = np.diag(1 / deviations), -np.array([0.485, 0.456, 0.406]) / deviations
    elif mode == "caffe":
        matrix, added = np.fliplr(matrix), -np.array([103.939, 116.779, 123.68])
    return keras.ops.matmul(images, np.float32(matrix)) + np.float32(added)
