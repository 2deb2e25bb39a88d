"""Looks at the last step of the training loss alone.

Hint: One step up or down is luck. Compare the last training loss with that of the best epoch.
Fails: compares_with_the_best_epoch
"""

import numpy as np

from fashionlab import solves, training


@solves(training.diagnose)
def diagnose(history, *, low_loss=0.5, tolerance=0.1):
    if "val_loss" not in history:
        raise ValueError("val_loss is missing")
    loss, val_loss = history["loss"], history["val_loss"]
    best = int(np.argmin(val_loss))
    falling = len(loss) > 1 and loss[-1] < loss[-2]
    if falling and val_loss[-1] > (1 + tolerance) * val_loss[best]:
        return "overfitting", best + 1
    if loss[-1] > low_loss:
        return "underfitting", best + 1
    return "good", best + 1
