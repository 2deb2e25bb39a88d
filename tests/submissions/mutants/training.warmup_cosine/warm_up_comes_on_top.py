"""Divides by all the steps, so that the rate reaches 0 too late.

Hint: After the warm-up only T - W steps are left.
Fails: falls_along_a_cosine
"""

import numpy as np

from fashionlab import solves, training


@solves(training.warmup_cosine)
def warmup_cosine(step, *, total_steps, warmup_steps=0, highest=1e-3):
    if not 0 <= warmup_steps < total_steps:
        raise ValueError("the warm-up must end before the training")
    if step >= total_steps:
        return 0.0
    if step < warmup_steps:
        return highest * step / warmup_steps
    share = (step - warmup_steps) / total_steps
    return float(highest / 2 * (1 + np.cos(np.pi * share)))
