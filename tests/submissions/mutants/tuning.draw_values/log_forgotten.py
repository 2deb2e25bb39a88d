"""Draws every Float evenly, also those with log.

Hint: Drawn evenly, nine of ten values lie in the last factor of ten. Draw the logarithm.
Fails: a_rate_is_drawn_by_factors
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
        else:
            values[name] = float(rng.uniform(setting.low, setting.high))
    return values
