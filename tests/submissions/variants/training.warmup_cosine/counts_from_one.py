"""Both stretches in one expression, with step 1 as the first."""

import math

from fashionlab import solves, training


@solves(training.warmup_cosine)
def warmup_cosine(step, *, total_steps, warmup_steps=0, highest=1e-3):
    if warmup_steps < 0 or warmup_steps >= total_steps:
        raise ValueError("warmup_steps")
    if step < warmup_steps:
        return (1 + step) * (highest / warmup_steps)
    t = min(step, total_steps) - warmup_steps
    return 0.5 * highest * (1.0 + math.cos(math.pi * t / (total_steps - warmup_steps)))
