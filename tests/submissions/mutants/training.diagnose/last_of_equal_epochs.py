"""Takes the last of several epochs that are equally good.

Hint: Of equal epochs the first counts. np.argmin gives it.
Fails: finds_the_best_epoch
"""

import numpy as np

from fashionlab import solves, training


@solves(training.diagnose)
def diagnose(history, *, low_loss=0.5, tolerance=0.1):
    if "val_loss" not in history:
        raise ValueError("there is no val_loss")
    loss, val_loss = history["loss"], history["val_loss"]
    best = len(val_loss) - 1 - int(np.argmin(val_loss[::-1]))
    if loss[-1] < loss[best] and val_loss[-1] > (1 + tolerance) * val_loss[best]:
        return "overfitting", best + 1
    if loss[-1] > low_loss:
        return "underfitting", best + 1
    return "good", best + 1
