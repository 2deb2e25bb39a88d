"""Compares low_loss with the training loss of the best epoch.

Hint: What counts is the training loss of the last epoch, history["loss"][-1].
Fails: the_last_training_loss_counts
"""

import numpy as np

from fashionlab import training, solves


@solves(training.diagnose)
def diagnose(history, *, low_loss=0.5, tolerance=0.1):
    if "val_loss" not in history:
        raise ValueError("no val_loss")
    loss, val = history["loss"], history["val_loss"]
    best = int(np.argmin(val))
    if loss[-1] < loss[best] and val[-1] > (1 + tolerance) * val[best]:
        return "overfitting", best + 1
    return ("underfitting" if loss[best] > low_loss else "good"), best + 1
