"""Gives a float for an Int.

Hint: Dense(64.0) is an error. int(...) makes an int.
Fails: an_int_goes_in_steps_up_to_high
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
            values[name] = float(setting.low + setting.step * rng.integers(steps + 1))
        elif setting.log:
            values[name] = float(np.exp(rng.uniform(np.log(setting.low), np.log(setting.high))))
        else:
            values[name] = float(rng.uniform(setting.low, setting.high))
    return values
