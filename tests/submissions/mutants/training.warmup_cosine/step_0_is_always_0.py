"""Starts at 0 even where there is no warm-up.

Hint: With warmup_steps=0 step 0 is no step of the warm-up: `step < warmup_steps`, not `<=`.
Fails: works_without_a_warm_up, has_its_defaults
"""

import math

from fashionlab import training, solves


@solves(training.warmup_cosine)
def warmup_cosine(step, *, total_steps, warmup_steps=0, highest=1e-3):
    if not 0 <= warmup_steps < total_steps:
        raise ValueError("warmup_steps")
    if step >= total_steps:
        return 0.0
    if step <= warmup_steps:
        return highest * step / max(1, warmup_steps)
    return highest / 2 * (1 + math.cos(math.pi * (step - warmup_steps) / (total_steps - warmup_steps)))
