"""The cosine of the whole training, cut at its beginning."""

import numpy as np

from fashionlab import solves, training


@solves(training.warmup_cosine)
def warmup_cosine(step, *, total_steps, warmup_steps=0, highest=1e-3):
    if warmup_steps not in range(0, total_steps):
        raise ValueError("warmup_steps")
    if step < warmup_steps:
        return step * highest / warmup_steps
    angle = np.pi * min(step / total_steps, 1.0)
    return highest * (np.cos(angle) + 1) / 2
