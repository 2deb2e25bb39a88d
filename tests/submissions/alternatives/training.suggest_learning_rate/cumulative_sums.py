"""Sums of 15 as differences of running sums, on losses padded with zeros."""

import numpy as np

from fashionlab import solves, training


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if rates.shape != losses.shape:
        raise ValueError("rates and losses differ in length")
    keep = np.isfinite(losses)
    rates, losses = rates[keep], losses[keep]
    running = np.concatenate([[0.0], np.cumsum(losses)])
    starts = np.maximum(np.arange(len(losses)) - 7, 0)
    ends = np.minimum(np.arange(len(losses)) + 8, len(losses))
    smooth = (running[ends] - running[starts]) / (ends - starts)
    before = smooth[: smooth.argmin() + 1]
    if before.size < 2:
        return rates[0]
    return rates[1:][np.argmin(before[1:] - before[:-1])]
