"""Ends the warm-up at 0.001, whatever highest says.

Hint: highest is a parameter; 0.001 is only its default.
Fails: rises_in_a_straight_line
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
        return 1e-3 * step / warmup_steps
    share = (step - warmup_steps) / (total_steps - warmup_steps)
    return float(highest / 2 * (1 + np.cos(np.pi * share)))
