"""Calls any rise overfitting, however small.

Hint: Curves wiggle. Only a rise of more than tolerance counts.
Fails: tolerance_is_a_share_of_the_lowest
"""

import numpy as np

from fashionlab import solves, training


@solves(training.diagnose)
def diagnose(history, *, low_loss=0.5, tolerance=0.1):
    if "val_loss" not in history:
        raise ValueError("there is no val_loss")
    loss, val_loss = history["loss"], history["val_loss"]
    best = int(np.argmin(val_loss))
    if loss[-1] < loss[best] and val_loss[-1] > val_loss[best]:
        return "overfitting", best + 1
    if loss[-1] > low_loss:
        return "underfitting", best + 1
    return "good", best + 1
