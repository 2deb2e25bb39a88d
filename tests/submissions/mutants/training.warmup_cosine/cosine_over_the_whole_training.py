"""Lets the cosine begin at step 0, not at the end of the warm-up.

Hint: At step W the cosine has to be at its top: it counts the steps since the warm-up, step - W, out of T - W.
Fails: falls_along_a_cosine, reaches_the_highest_rate
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
    share = step / total_steps
    return float(highest / 2 * (1 + np.cos(np.pi * share)))
