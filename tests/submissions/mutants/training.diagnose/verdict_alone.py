"""Returns the verdict without the epoch.

Hint: Two things come back: return "good", best_epoch.
Fails: finds_the_best_epoch, knows_a_good_run
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
        return "overfitting"
    if loss[-1] > low_loss:
        return "underfitting"
    return "good"
