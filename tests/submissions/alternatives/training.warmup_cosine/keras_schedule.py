"""Keras's own schedule, asked for one step."""

import keras

from fashionlab import solves, training


@solves(training.warmup_cosine)
def warmup_cosine(step, *, total_steps, warmup_steps=0, highest=1e-3):
    if warmup_steps < 0 or warmup_steps >= total_steps:
        raise ValueError(f"warmup_steps={warmup_steps}, total_steps={total_steps}")
    if warmup_steps == 0:
        schedule = keras.optimizers.schedules.CosineDecay(highest, total_steps)
    else:
        schedule = keras.optimizers.schedules.CosineDecay(
            0.0, total_steps - warmup_steps, warmup_target=highest, warmup_steps=warmup_steps
        )
    return schedule(step)
