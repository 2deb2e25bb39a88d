"""Mixes up the two words.

Hint: Overfitting is too much: single pictures by heart. Underfitting is too little.
Fails: knows_overfitting, knows_underfitting
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
        return "underfitting", best + 1
    if loss[-1] > low_loss:
        return "overfitting", best + 1
    return "good", best + 1
