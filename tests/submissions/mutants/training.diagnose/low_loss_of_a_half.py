"""Compares with 0.5, whatever low_loss says.

Hint: low_loss is a parameter; 0.5 is only its default.
Fails: low_loss_is_the_limit
"""

import numpy as np

from fashionlab import solves, training


@solves(training.diagnose)
def diagnose(history, *, low_loss=0.5, tolerance=0.1):
    if "val_loss" not in history:
        raise ValueError("there is no val_loss")
    loss, val_loss = history["loss"], history["val_loss"]
    best = int(np.argmin(val_loss))
    if loss[-1] < loss[best] and val_loss[-1] > (1 + tolerance) * val_loss[best]:
        return "overfitting", best + 1
    if loss[-1] > 0.5:
        return "underfitting", best + 1
    return "good", best + 1
