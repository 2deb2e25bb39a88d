"""Counts a loss that is equal to the limit as worse.

Hint: The rules say lower and more than: `<` and `>`, not `<=` and `>=`.
Fails: what_is_just_at_a_limit_is_good
"""

import numpy as np

from fashionlab import training, solves


@solves(training.diagnose)
def diagnose(history, *, low_loss=0.5, tolerance=0.1):
    if "val_loss" not in history:
        raise ValueError("no val_loss")
    loss, val = history["loss"], history["val_loss"]
    best = int(np.argmin(val))
    if loss[-1] <= loss[best] and val[-1] >= (1 + tolerance) * val[best]:
        return "overfitting", best + 1
    return ("underfitting" if loss[-1] > low_loss else "good"), best + 1
