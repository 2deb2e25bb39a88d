"""Draws every Float by factors.

Hint: Only if setting.log is True. From 0 there are no factors.
Fails: a_float_is_drawn_evenly
"""

import numpy as np

from fashionlab import solves, tuning


@solves(tuning.draw_values)
def draw_values(space, rng):
    values = {}
    for name, setting in space.items():
        if isinstance(setting, tuning.Choice):
            values[name] = setting.values[rng.integers(len(setting.values))]
        elif isinstance(setting, tuning.Int):
            steps = (setting.high - setting.low) // setting.step
            values[name] = int(setting.low + setting.step * rng.integers(steps + 1))
        elif setting.log or setting.low >= 0:
            values[name] = float(np.exp(rng.uniform(np.log(max(setting.low, 1e-3)), np.log(setting.high))))
        else:
            values[name] = float(rng.uniform(setting.low, setting.high))
    return values
