"""Draws arrays with one number instead of numbers.

Hint: size=1 makes an array. Without a size there is one number.
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
            values[name] = np.exp(rng.uniform(np.log(setting.low), np.log(setting.high), size=1))
        else:
            values[name] = rng.uniform(setting.low, setting.high, size=1)
    return values
