"""Multiplies by high instead of by the width of the range.

Hint: A number from 0 to 1, times (high - low), plus low. rng.uniform(low, high) does just that.
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
        elif setting.log:
            values[name] = float(np.exp(rng.uniform(np.log(setting.low), np.log(setting.high))))
        else:
            values[name] = float(setting.low + rng.random() * setting.high)
    return values
