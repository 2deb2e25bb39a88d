"""Calls it overfitting also when the training loss rises.

Hint: A network that gets worse at its own examples learns nothing by heart. The training loss must have fallen since the best epoch.
Fails: overfitting_needs_a_falling_training_loss
"""

import numpy as np

from fashionlab import solves, training


@solves(training.diagnose)
def diagnose(history, *, low_loss=0.5, tolerance=0.1):
    if "val_loss" not in history:
        raise ValueError("there is no val_loss")
    loss, val_loss = history["loss"], history["val_loss"]
    best = int(np.argmin(val_loss))
    if val_loss[-1] > (1 + tolerance) * val_loss[best]:
        return "overfitting", best + 1
    if loss[-1] > low_loss:
        return "underfitting", best + 1
    return "good", best + 1
