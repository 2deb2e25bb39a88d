"""Spreads the values around the middle of the range, also beyond its ends.

Hint: Every value lies from low to high. rng.uniform(low, high) does that.
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
            values[name] = float(rng.normal((setting.low + setting.high) / 2, (setting.high - setting.low) / 3))
    return values
