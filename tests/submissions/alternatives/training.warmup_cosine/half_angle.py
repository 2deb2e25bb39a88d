"""The square of a cosine of half the angle, with the math module."""

import math

from fashionlab import solves, training


@solves(training.warmup_cosine)
def warmup_cosine(step, *, total_steps, warmup_steps=0, highest=1e-3):
    if warmup_steps not in range(total_steps):
        raise ValueError(warmup_steps)
    if step < warmup_steps:
        return step / warmup_steps * highest
    done = min((step - warmup_steps) / (total_steps - warmup_steps), 1)
    return highest * math.cos(done * math.pi / 2) ** 2
