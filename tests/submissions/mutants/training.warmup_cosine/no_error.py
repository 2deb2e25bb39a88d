"""Accepts a warm-up that is as long as the training.

Hint: Then the highest rate comes with the last step, and nothing is left for the cosine. Say so: `raise ValueError(...)`.
Fails: refuses_a_warm_up_without_end, refuses_a_negative_warm_up
"""

import numpy as np

from fashionlab import solves, training


@solves(training.warmup_cosine)
def warmup_cosine(step, *, total_steps, warmup_steps=0, highest=1e-3):
    if step >= total_steps:
        return 0.0
    if step < warmup_steps:
        return highest * step / warmup_steps
    share = (step - warmup_steps) / (total_steps - warmup_steps)
    return float(highest / 2 * (1 + np.cos(np.pi * share)))
