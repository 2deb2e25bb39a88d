"""Falls in a straight line.

Hint: After the warm-up it is half a wave of the cosine: slow, fast, slow.
Fails: falls_along_a_cosine, has_its_defaults
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
    share = (step - warmup_steps) / (total_steps - warmup_steps)
    return highest * (1 - share)
