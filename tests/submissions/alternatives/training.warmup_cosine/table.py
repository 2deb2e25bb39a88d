"""Computes the rates of all steps and looks one up."""

import numpy as np

from fashionlab import solves, training


@solves(training.warmup_cosine)
def warmup_cosine(step, *, total_steps, warmup_steps=0, highest=1e-3):
    if warmup_steps < 0:
        raise ValueError("negative warm-up")
    if total_steps <= warmup_steps:
        raise ValueError("nothing left after the warm-up")
    up = np.linspace(0.0, highest, warmup_steps, endpoint=False)
    wave = np.cos(np.linspace(0.0, np.pi, total_steps - warmup_steps + 1))
    rates = np.concatenate([up, highest * (wave + 1) / 2])
    return rates[min(step, total_steps)]
