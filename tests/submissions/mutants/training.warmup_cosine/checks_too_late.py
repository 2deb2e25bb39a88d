"""Returns 0 after the end before it has looked at warmup_steps.

Hint: A wrong argument is wrong at any step. Test it first, before any `return`.
Fails: refuses_a_wrong_warm_up_at_any_step
"""

import math

from fashionlab import training, solves


@solves(training.warmup_cosine)
def warmup_cosine(step, *, total_steps, warmup_steps=0, highest=1e-3):
    if step >= total_steps:
        return 0.0
    if not 0 <= warmup_steps < total_steps:
        raise ValueError("warmup_steps")
    if step < warmup_steps:
        return highest * step / warmup_steps
    return highest / 2 * (1 + math.cos(math.pi * (step - warmup_steps) / (total_steps - warmup_steps)))
