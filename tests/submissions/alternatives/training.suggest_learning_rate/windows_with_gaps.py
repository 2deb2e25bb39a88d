"""Windows over losses padded with nan, and their nanmean."""

import numpy as np

from fashionlab import solves, training


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    rates = np.array(rates, dtype=float)
    losses = np.array(losses, dtype=float)
    if rates.size != losses.size:
        raise ValueError("sizes differ")
    good = np.flatnonzero(np.isfinite(losses))
    padded = np.pad(losses[good], 7, constant_values=np.nan)
    smooth = np.nanmean(np.lib.stride_tricks.sliding_window_view(padded, 15), axis=1)
    change = np.diff(smooth)
    change[np.argmin(smooth) :] = np.inf
    return rates[good][int(np.argmin(change))].item()
