"""Everything right but for the last line."""

import numpy as np

from fashionlab import solves, training


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(rates) != len(losses):
        raise ValueError("lengths")
    y = losses[np.isfinite(losses)]
    s = np.array([y[max(0, i - 7) : i + 8].mean() for i in range(len(y))])
    d = np.diff(s)[: s.argmin()]
    return np.argmin(d)
