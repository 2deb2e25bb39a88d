"""Arrays, and a list as the answer."""

import numpy as np

from fashionlab import solves, training


@solves(training.diagnose)
def diagnose(history, *, low_loss=0.5, tolerance=0.1):
    try:
        val = np.asarray(history["val_loss"], dtype=float)
    except KeyError:
        raise ValueError("train with validation data first") from None
    loss = np.asarray(history["loss"], dtype=float)
    best = val.argmin()
    rise = val[-1] / val[best] - 1
    if rise > tolerance and loss[-1] < loss[best]:
        return ["overfitting", best + 1]
    return [np.where(loss[-1] > low_loss, "underfitting", "good").item(), best + 1]
