"""Takes the mean of 5 losses instead of 15.

Hint: Two lucky batches still show in a mean of 5. Take 15: the loss itself, 7 before and 7 after.
Fails: stands_lucky_batches
"""

import numpy as np

from fashionlab import training, solves


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(rates) != len(losses):
        raise ValueError("lengths")
    ok = np.isfinite(losses)
    r, l = rates[ok], losses[ok]
    s = np.array([l[max(0, i - 2):i + 3].mean() for i in range(len(l))])
    low = s.argmin()
    return float(r[np.diff(s[:low + 1]).argmin()]) if low else float(r[0])
