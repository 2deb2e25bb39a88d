"""Calls any gap between the two losses overfitting.

Hint: A training loss below the validation loss is usual. Overfitting is when the validation loss got worse: compare it with its own lowest value.
Fails: a_gap_alone_is_no_overfitting
"""

import numpy as np

from fashionlab import solves, training


@solves(training.diagnose)
def diagnose(history, *, low_loss=0.5, tolerance=0.1):
    if "val_loss" not in history:
        raise ValueError("there is no val_loss")
    loss, val_loss = history["loss"], history["val_loss"]
    best = int(np.argmin(val_loss))
    if val_loss[-1] > (1 + tolerance) * loss[-1]:
        return "overfitting", best + 1
    if loss[-1] > low_loss:
        return "underfitting", best + 1
    return "good", best + 1
