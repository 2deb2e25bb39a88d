"""Takes the mean of the losses so far where there are no 7 before.

Hint: Fewer at the ends means fewer before, and still 7 after: losses[max(0, i - 7) : i + 8].
Fails: means_at_the_start_are_of_fewer
"""

import numpy as np

from fashionlab import solves, training


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(rates) != len(losses):
        raise ValueError("rates and losses differ in length")
    finite = np.isfinite(losses)
    rates, losses = rates[finite], losses[finite]
    smooth = np.array(
        [
            losses[i - 7 : i + 8].mean() if i >= 7 else losses[: i + 1].mean()
            for i in range(len(losses))
        ]
    )
    lowest = int(np.argmin(smooth))
    if lowest == 0:
        return float(rates[0])
    return float(rates[np.argmin(np.diff(smooth[: lowest + 1]))])
