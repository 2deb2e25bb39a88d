"""Forgets that somebody may ask for a step after the last."""

import numpy as np

from fashionlab import solves, training


@solves(training.warmup_cosine)
def warmup_cosine(step, *, total_steps, warmup_steps=0, highest=1e-3):
    if not (0 <= warmup_steps and warmup_steps < total_steps):
        raise ValueError("bad warm-up")
    if step <= warmup_steps and warmup_steps:
        return highest * (step / warmup_steps)
    left = total_steps - warmup_steps
    return highest * np.cos(np.pi / 2 * (step - warmup_steps) / left) ** 2
