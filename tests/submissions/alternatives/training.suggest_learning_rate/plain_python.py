"""Loops and lists, no NumPy."""

import math

from fashionlab import solves, training


def mean_around(values, i):
    near = values[max(0, i - 7) : i + 8]
    return sum(near) / len(near)


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(rates) != len(losses):
        raise ValueError(f"{len(rates)} rates and {len(losses)} losses")
    pairs = [(rate, loss) for rate, loss in zip(rates, losses) if math.isfinite(loss)]
    smooth = [mean_around([loss for _, loss in pairs], i) for i in range(len(pairs))]
    lowest = smooth.index(min(smooth))
    best, steepest = 0, 0.0
    for i in range(lowest):
        fall = smooth[i] - smooth[i + 1]
        if fall > steepest:
            best, steepest = i, fall
    return float(pairs[best][0])
