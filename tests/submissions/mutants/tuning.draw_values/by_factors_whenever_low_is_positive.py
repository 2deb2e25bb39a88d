"""Draws every Float above 0 by factors, whatever log says.

Hint: setting.log says how it is drawn. A dropout rate from 0.2 to 0.6 is drawn evenly.
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
        elif setting.low > 0:
            values[name] = float(np.exp(rng.uniform(np.log(setting.low), np.log(setting.high))))
        else:
            values[name] = float(rng.uniform(setting.low, setting.high))
    return values
