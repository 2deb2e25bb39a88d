"""Goes on along the cosine after the end.

Hint: A cosine rises again after half a wave. From total_steps on the rate is 0.
Fails: stays_at_zero_after_the_end
"""

import numpy as np

from fashionlab import solves, training


@solves(training.warmup_cosine)
def warmup_cosine(step, *, total_steps, warmup_steps=0, highest=1e-3):
    if not 0 <= warmup_steps < total_steps:
        raise ValueError("the warm-up must end before the training")
    if step < warmup_steps:
        return highest * step / warmup_steps
    share = (step - warmup_steps) / (total_steps - warmup_steps)
    return float(highest / 2 * (1 + np.cos(np.pi * share)))
