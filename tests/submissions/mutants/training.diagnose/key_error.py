"""Lets the missing validation loss end in a KeyError.

Hint: A KeyError says that a key is missing and not what to do. Test for it and raise a ValueError.
Fails: refuses_a_history_without_validation
"""

import numpy as np

from fashionlab import solves, training


@solves(training.diagnose)
def diagnose(history, *, low_loss=0.5, tolerance=0.1):
    loss, val_loss = history["loss"], history["val_loss"]
    best = int(np.argmin(val_loss))
    if loss[-1] < loss[best] and val_loss[-1] > (1 + tolerance) * val_loss[best]:
        return "overfitting", best + 1
    if loss[-1] > low_loss:
        return "underfitting", best + 1
    return "good", best + 1
