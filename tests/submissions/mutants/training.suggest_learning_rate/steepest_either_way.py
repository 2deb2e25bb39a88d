"""Takes the largest change, whether up or down.

Hint: A fall is a negative change: np.argmin of np.diff, without np.abs.
Fails: a_rise_is_no_fall
"""

import numpy as np

from fashionlab import training, solves


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(rates) != len(losses):
        raise ValueError("lengths")
    ok = np.isfinite(losses)
    r, l = rates[ok], losses[ok]
    s = np.array([l[max(0, i - 7):i + 8].mean() for i in range(len(l))])
    low = s.argmin()
    return float(r[np.abs(np.diff(s[:low + 1])).argmax()]) if low else float(r[0])
