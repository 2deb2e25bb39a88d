"""Compares the last epoch with the best, to the last digit."""

import numpy as np

from fashionlab import solves, training


@solves(training.diagnose)
def diagnose(history, *, low_loss=0.5, tolerance=0.1):
    if not "val_loss" in history:
        raise ValueError("val_loss?")
    val = np.array(history["val_loss"])
    loss = np.array(history["loss"])
    b = val.argmin()
    over = loss[-1] < loss[b] and val[-1] > val[b]
    under = loss[-1] > low_loss
    return "overfitting" if over else "underfitting" if under else "good", int(b) + 1
