"""scipy's filter and a slope over the logarithm of the rates."""

import numpy as np
from scipy.ndimage import uniform_filter1d

from fashionlab import solves, training


@solves(training.suggest_learning_rate)
def suggest_learning_rate(rates, losses):
    if len(losses) != len(rates):
        raise ValueError("one loss for each rate, please")
    ok = np.isfinite(losses)
    smooth = uniform_filter1d(losses[ok], size=15, mode="nearest")
    end = max(int(smooth.argmin()), 1)
    slope = np.gradient(smooth, np.log10(rates[ok]))
    return rates[ok][np.argmin(slope[:end])]
