"""np.interp for both stretches; the smaller of the two counts."""

import numpy as np

from fashionlab import solves, training


@solves(training.warmup_cosine)
def warmup_cosine(step, *, total_steps, warmup_steps=0, highest=1e-3):
    if not 0 <= warmup_steps < total_steps:
        raise ValueError("the warm-up must end before the training")
    angle = np.interp(step, [warmup_steps, total_steps], [0.0, np.pi])
    down = highest * (1 + np.cos(angle)) / 2
    up = np.interp(step, [0, warmup_steps], [0.0, highest]) if warmup_steps else highest
    return min(up, down)
