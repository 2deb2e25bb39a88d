"""Divides by warmup_steps also when it is 0.

Hint: Without a warm-up there is nothing to divide by. Divide only where step < warmup_steps.
Fails: works_without_a_warm_up, has_its_defaults
"""

import numpy as np

from fashionlab import solves, training


@solves(training.warmup_cosine)
def warmup_cosine(step, *, total_steps, warmup_steps=0, highest=1e-3):
    if not 0 <= warmup_steps < total_steps:
        raise ValueError("the warm-up must end before the training")
    if step >= total_steps:
        return 0.0
    rising = highest * step / warmup_steps
    if step < warmup_steps:
        return rising
    share = (step - warmup_steps) / (total_steps - warmup_steps)
    return float(highest / 2 * (1 + np.cos(np.pi * share)))
