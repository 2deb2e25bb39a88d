"""Returns the logarithm of the value.

Hint: np.exp turns a logarithm back into a value.
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
        elif setting.log:
            values[name] = float(rng.uniform(np.log(setting.low), np.log(setting.high)))
        else:
            values[name] = float(rng.uniform(setting.low, setting.high))
    return values
